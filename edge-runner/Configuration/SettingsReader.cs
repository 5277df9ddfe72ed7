using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>appsettings.json beside the program, then environment (ARBIT__Port=9110), then the command line.</summary>
public static class SettingsReader
{
    private const string Section = "Arbit";

    /// <exception cref="InvalidSettingsException">Something is wrong; all of it is in the message.</exception>
    public static ArbitSettings Read(SettingsOverrides overrides) => Read(overrides, new Dictionary<string, string?>(StringComparer.Ordinal));

    /// <param name="overrides">What the command line says.</param>
    /// <param name="secrets">Kept elsewhere than in the file, by their whole names (Arbit:…); over the file, under the environment.</param>
    /// <exception cref="InvalidSettingsException">Something is wrong; all of it is in the message.</exception>
    public static ArbitSettings Read(SettingsOverrides overrides, IReadOnlyDictionary<string, string?> secrets)
    {
        var options = new ArbitOptions();
        try
        {
            var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in overrides.Set.Select(Split))
                values[$"{Section}:{name}"] = value;
            new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: false)
                .AddInMemoryCollection(secrets)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(values)
                .Build()
                .GetSection(Section)
                .Bind(options);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or FileNotFoundException or FormatException)
        {
            throw new InvalidSettingsException([e.InnerException?.Message ?? e.Message]);
        }

        options.Feed = overrides.Feed ?? options.Feed;
        options.DataPath = overrides.Data ?? options.DataPath;
        options.Port = overrides.Port ?? options.Port;
        if (overrides.Venues.Count > 0)
        {
            var unknown = overrides.Venues.Where(name => !options.Venues.Any(v => v.Name == name)).ToList();
            if (unknown.Count > 0)
                throw new InvalidSettingsException([$"--venue {string.Join(", ", unknown)} is not configured; configured are {string.Join(", ", options.Venues.Select(v => v.Name))}"]);
            options.Venues = options.Venues.Where(v => overrides.Venues.Contains(v.Name, StringComparer.Ordinal)).ToArray();
        }

        return ArbitSettings.Read(options);
    }

    private static (string Name, string Value) Split(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? (setting[..equals].Replace("__", ":", StringComparison.Ordinal), setting[(equals + 1)..])
            : throw new InvalidSettingsException([$"--set {setting} is none; it is Name=Value"]);
    }
}
