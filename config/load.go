package config

import (
	"fmt"

	"github.com/spf13/viper"
)

// Sources are what a configuration is made of.
type Sources struct {
	File  string            // as named by the user; empty: looked for
	Dir   string            // where a file is looked for first; default: the working directory
	Env   []string          // NAME=VALUE, as os.Environ gives it
	Flags map[string]string // what flags set, by key
}

// Load makes a configuration of the defaults, a file, the environment and flags;
// the later wins. It reports all that is unknown or wrong, each as an
// UnknownError or a ValueError.
func Load(s Sources) (Config, error) {
	layers := viper.New()
	origins := make(map[string]Origin)
	for _, k := range Keys() {
		layers.SetDefault(k.Name, k.Default())
	}
	faults, err := s.addFile(layers, origins)
	if err != nil {
		return Config{}, fmt.Errorf("config: %w", err)
	}
	faults = append(faults, s.unknownEnv()...)
	s.addEnv(layers, origins)
	s.addFlags(layers, origins)
	c, wrong := decode(layers, origins)
	if err := report(append(faults, wrong...)); err != nil {
		return Config{}, err
	}
	return c, nil
}

// decode reads every key and checks it.
func decode(layers *viper.Viper, origins map[string]Origin) (Config, []error) {
	c := Default()
	c.origins = origins
	var wrong []error
	for _, k := range Keys() {
		raw := layers.Get(k.Name)
		if err := k.set(&c, raw); err != nil {
			wrong = append(wrong, &ValueError{Key: k.Name, Value: fmt.Sprint(raw), Origin: c.Origin(k.Name), Want: err.Error()})
		}
	}
	return c, append(wrong, c.wrong()...)
}

// addFile puts the file's values on top, and returns an error for each key that
// is unknown.
func (s Sources) addFile(layers *viper.Viper, origins map[string]Origin) ([]error, error) {
	name, err := s.findFile()
	if name == "" || err != nil {
		return nil, err
	}
	f, err := readFile(name, decoder)
	if err != nil {
		return nil, err
	}
	unknown := f.takeUnknown()
	for key := range f.values {
		origins[key] = f.origin(key)
	}
	return unknown, layers.MergeConfigMap(f.values)
}

// decoder reads a format into a map.
func decoder(format string) (func([]byte, map[string]any) error, error) {
	d, err := viper.NewCodecRegistry().Decoder(format)
	if err != nil {
		return nil, err
	}
	return d.Decode, nil
}

func (s Sources) addEnv(layers *viper.Viper, origins map[string]Origin) {
	for _, k := range Keys() {
		if value := s.lookupEnv(k.Env()); value != "" {
			layers.Set(k.Name, value)
			origins[k.Name] = Origin{Kind: FromEnv, Name: k.Env()}
		}
	}
}

func (s Sources) addFlags(layers *viper.Viper, origins map[string]Origin) {
	for _, k := range Keys() {
		if value, ok := s.Flags[k.Name]; ok {
			layers.Set(k.Name, value)
			origins[k.Name] = Origin{Kind: FromFlag, Name: "--" + k.Flag}
		}
	}
}
