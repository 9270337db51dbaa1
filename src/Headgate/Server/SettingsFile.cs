using Microsoft.Extensions.Configuration;

namespace Headgate.Server;

/// <summary>Where settings come from.</summary>
internal static class SettingsFile
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultName = "headgate.yaml";

    /// <summary>
    /// Reads <paramref name="file"/> (or <c>headgate.yaml</c> of the working directory, if it is there), then <c>HEADGATE__…</c> variables,
    /// then <paramref name="options"/> of the command line. Either the settings hold, or the faults say why not.
    /// </summary>
    public static (ServerSettings? Settings, IReadOnlyList<string> Faults) Load(string? file, IReadOnlyDictionary<string, string?> options)
    {
        if (file is not null && !File.Exists(file))
        {
            return (null, [$"The settings file {file} does not exist."]);
        }
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddYamlFile(Path.GetFullPath(file ?? DefaultName), optional: file is null)
                .AddEnvironmentVariables("HEADGATE__")
                .AddInMemoryCollection(options)
                .Build();
            var reader = new SettingsReader(configuration);
            var settings = reader.Read();
            return reader.Faults.Count == 0 ? (settings, []) : (null, reader.Faults);
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or InvalidOperationException)
        {
            return (null, [$"{file ?? DefaultName} cannot be read as YAML: {(error.InnerException ?? error).Message}"]);
        }
    }
}
