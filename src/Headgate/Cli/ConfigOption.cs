using System.CommandLine;
using Headgate.Server;

namespace Headgate.Cli;

/// <summary>The options that say which settings hold: the settings file and the data folder, for every command that reads both.</summary>
internal sealed class ConfigOption
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings file; headgate.yaml of the working directory where it is left out.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Folder with the database, artifacts, keys and journal; the settings' where it is left out.",
        HelpName = "DIR",
    };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_config);
        command.Add(_data);
    }

    /// <summary>The settings, or what is wrong with them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="also">Further options of the command line, by the setting's name.</param>
    public LoadedSettings Read(ParseResult parsed, params (string Name, string? Value)[] also)
    {
        var options = also.Where(o => o.Value is not null).ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal);
        if (parsed.GetValue(_data) is { } folder)
        {
            options["data"] = folder;
        }
        return SettingsFile.Load(parsed.GetValue(_config), options);
    }

    /// <summary>The settings.</summary>
    /// <exception cref="CommandFailure">Something is wrong with them.</exception>
    public ServerSettings Require(ParseResult parsed)
    {
        var (settings, faults) = Read(parsed);
        return settings ?? throw new CommandFailure(string.Join('\n', faults));
    }

    /// <summary>The options as they were given, to be repeated in a command that is shown: each with a space before it.</summary>
    public string Repeated(ParseResult parsed) => Repeated(_config, parsed) + Repeated(_data, parsed);

    private static string Repeated(Option<string?> option, ParseResult parsed) =>
        parsed.GetValue(option) is { } value
            ? $" {option.Name} {(value.Any(c => !char.IsLetterOrDigit(c) && !"/._-".Contains(c, StringComparison.Ordinal)) ? $"'{value}'" : value)}"
            : "";
}
