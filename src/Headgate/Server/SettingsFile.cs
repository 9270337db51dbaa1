using Microsoft.Extensions.Configuration;

namespace Headgate.Server;

/// <summary>Where settings come from.</summary>
internal static class SettingsFile
{
    /// <summary>The file that is read where none is named: in the working directory, else in the data folder.</summary>
    public const string DefaultName = "headgate.yaml";

    private const string DefaultData = ".headgate";

    /// <summary>
    /// Reads <paramref name="file"/> (or <c>headgate.yaml</c> of the working directory or else of the data folder, if it is there), then
    /// <c>HEADGATE__…</c> variables, then <paramref name="options"/> of the command line. Either the settings hold, or the faults say why not.
    /// </summary>
    public static LoadedSettings Load(string? file, IReadOnlyDictionary<string, string?> options)
    {
        var path = PathOf(file, options);
        if (file is not null && !File.Exists(file))
        {
            return new(null, [$"The settings file {file} does not exist."], [], path);
        }
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddYamlFile(path, optional: file is null)
                .AddEnvironmentVariables("HEADGATE__")
                .AddInMemoryCollection(options)
                .Build();
            var reader = new SettingsReader(configuration);
            var settings = reader.Read() with { SettingsFile = path };
            var values = SettingsTable.All.Select(setting => SettingValue.Of(setting, configuration, path)).ToList();
            return new(reader.Faults.Count == 0 ? settings : null, reader.Faults, values, path);
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or InvalidOperationException)
        {
            return new(null, [$"{file ?? path} cannot be read as YAML: {(error.InnerException ?? error).Message}"], [], path);
        }
    }

    private static string PathOf(string? file, IReadOnlyDictionary<string, string?> options)
    {
        var here = Path.GetFullPath(file ?? DefaultName);
        if (file is not null || File.Exists(here))
        {
            return here;
        }
        var data =
            options.GetValueOrDefault("data")
            ?? (Environment.GetEnvironmentVariable("HEADGATE__DATA") is { Length: > 0 } set ? set : DefaultData);
        return Path.Combine(Path.GetFullPath(data), DefaultName);
    }
}
