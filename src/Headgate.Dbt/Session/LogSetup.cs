using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.Session;

/// <summary>Opens the console and the log file as a call's options say.</summary>
internal static class LogSetup
{
    /// <summary>Opens the log of a call.</summary>
    /// <param name="options">The options of the call.</param>
    /// <param name="process">Standard output and clock.</param>
    /// <param name="folder">The folder of the log file; null keeps none.</param>
    /// <param name="id">The call.</param>
    public static ConsoleLog Open(OptionValues options, DbtProcess process, string? folder, string id)
    {
        var format = options.Get(GlobalOptions.LogFormat);
        var level = options.Get(GlobalOptions.LogLevel);
        var debug = options.Get(GlobalOptions.Debug);
        var console = new LogSink(
            process.Output,
            debug && format == "default" ? LogFormat.Debug : FormatOf(format, LogFormat.Text),
            debug ? EventLevel.Debug : LevelOf(level),
            options.Get(GlobalOptions.UseColors)
        );
        var policy = WarningPolicy.Of(options.Get(GlobalOptions.WarnError), options.Get(GlobalOptions.WarnErrorOptions));
        return new ConsoleLog(console, OpenFile(options, folder), policy, process.Time, id)
        {
            Quiet = options.Get(GlobalOptions.Quiet),
            Width = options.Get(GlobalOptions.PrinterWidth) ?? 80,
            Secrets = SecretsOf(process.EnvironmentVariables),
            Box = process.Box,
            Extra = ExtraOf(process.EnvironmentVariables),
        };
    }

    private static OrderedDictionary<string, object?> ExtraOf(IReadOnlyDictionary<string, string> variables)
    {
        const string Prefix = "DBT_ENV_CUSTOM_ENV_";
        var extra = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                extra[name[Prefix.Length..]] = value;
            }
        }
        return extra;
    }

    /// <summary>The longest come first, so that a secret inside another does not leave the rest of the other readable.</summary>
    private static List<string> SecretsOf(IReadOnlyDictionary<string, string> variables) =>
        [
            .. variables
                .Where(v => SecretNames.Has(v.Key) && !string.IsNullOrWhiteSpace(v.Value))
                .Select(v => v.Value)
                .Concat(Project.Packages.PrivateRepository.Tokens(variables))
                .OrderByDescending(v => v.Length),
        ];

    private static LogSink? OpenFile(OptionValues options, string? folder)
    {
        var level = LevelOf(options.Get(GlobalOptions.LogLevelFile));
        if (folder is null || level is null)
        {
            return null;
        }
        var format =
            options.IsGiven(GlobalOptions.LogFormat) && !options.IsGiven(GlobalOptions.LogFormatFile)
                ? options.Get(GlobalOptions.LogFormat)
                : options.Get(GlobalOptions.LogFormatFile);
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, "dbt.log");
            MoveFull(path, options.Get(GlobalOptions.LogFileMaxBytes) ?? 0);
            var writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
            return new LogSink(
                writer,
                FormatOf(format, LogFormat.Debug),
                level,
                options.Get(GlobalOptions.UseColorsFile) && options.Get(GlobalOptions.UseColors)
            );
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A project in a folder that cannot be written is still usable; only the log file is missed.
            return null;
        }
    }

    private static void MoveFull(string path, int most)
    {
        if (most > 0 && File.Exists(path) && new FileInfo(path).Length > most)
        {
            File.Move(path, path + ".1", overwrite: true);
        }
    }

    private static LogFormat FormatOf(string? word, LogFormat usual) =>
        word switch
        {
            "json" => LogFormat.Json,
            "text" => LogFormat.Text,
            "debug" => LogFormat.Debug,
            _ => usual,
        };

    private static EventLevel? LevelOf(string? word) =>
        word switch
        {
            "debug" => EventLevel.Debug,
            "warn" => EventLevel.Warn,
            "error" => EventLevel.Error,
            "none" => null,
            _ => EventLevel.Info,
        };
}
