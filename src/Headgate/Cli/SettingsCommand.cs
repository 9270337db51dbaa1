using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Server;

namespace Headgate.Cli;

/// <summary><c>headgate settings</c>: every setting with its value, where that is from and what it does, from the one declaration of each.</summary>
internal static class SettingsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "Only settings whose name begins with this, with what they do.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var reference = new Option<bool>("--reference") { Description = "The reference page instead, as Markdown; no file is read." };
        var (config, json) = (new ConfigOption(), JsonOption.Create());
        var command = new Command("settings", "Shows every setting of the server with its value, where that is from, and its default.")
        {
            name,
            json,
            reference,
        };
        config.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                if (parsed.GetValue(reference))
                {
                    await terminal.Output.WriteAsync(Markdown());
                    return ExitCode.Done;
                }
                var loaded = config.Read(parsed);
                var prefix = parsed.GetValue(name);
                var shown = loaded
                    .Values.Where(v => prefix is null || v.Setting.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    .ToList();
                if (shown.Count == 0 && loaded.Values.Count > 0)
                {
                    var near = NearestSetting.Of(prefix!);
                    throw new CommandFailure($"{prefix} is no setting{(near is null ? "" : $"; did you mean {near}")}.");
                }
                if (parsed.GetValue(json))
                {
                    terminal.Line(new JsonArray([.. shown.Select(Json)]).ToJsonString(JsonOption.Format));
                }
                else if (prefix is null)
                {
                    ShowTable(shown, loaded.File, terminal);
                }
                else
                {
                    shown.ForEach(value => Show(value, terminal));
                }
                foreach (var fault in loaded.Faults)
                {
                    terminal.Error(fault);
                }
                return loaded.Faults.Count == 0 ? ExitCode.Done : ExitCode.Failed;
            }
        );
        return command.WithExamples(
            "headgate settings --config /etc/headgate.yaml",
            "headgate settings runs.isolation",
            "headgate settings --json | jq '.[] | select(.source != \"default\")'"
        );
    }

    private static void ShowTable(IReadOnlyList<SettingValue> values, string file, Terminal terminal)
    {
        terminal.Line($"{file} is {(File.Exists(file) ? "the settings file" : "not there; what is not set has its default")}.");
        terminal.Line();
        var rows = values
            .Select(v =>
                (IReadOnlyList<string>)
                    [v.Setting.Name, v.Value ?? v.Setting.Default, v.Source == file ? "file" : v.Source, v.Setting.Default]
            )
            .ToList();
        foreach (var line in TextTable.Lines(["SETTING", "VALUE", "FROM", "DEFAULT"], rows, terminal))
        {
            terminal.Line(line);
        }
    }

    private static void Show(SettingValue value, Terminal terminal)
    {
        var setting = value.Setting;
        terminal.Line($"{terminal.Painted(setting.Name, Paint.Bold)}  {value.Value ?? setting.Default}");
        terminal.Line($"  {setting.Says}");
        terminal.Line($"  {(setting.IsList ? "A list; each entry is" : "It is")} {setting.Wanted}. Default: {setting.Default}.");
        terminal.Line($"  From: {value.Source}. As a variable: {setting.Variable}");
    }

    private static JsonNode Json(SettingValue value) =>
        new JsonObject
        {
            ["name"] = value.Setting.Name,
            ["value"] = value.Value,
            ["source"] = value.Source,
            ["default"] = value.Setting.Default,
            ["must_be"] = value.Setting.Wanted,
            ["list"] = value.Setting.IsList,
            ["secret"] = value.Setting.IsSecret,
            ["variable"] = value.Setting.Variable,
            ["description"] = value.Setting.Says,
        };

    private static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Settings

            A server reads `headgate.yaml` (named with `--config`, else in the working directory, else in the data folder), then `HEADGATE__…` variables, then its command line;
            what is read later holds. `headgate settings` shows what is in force and where it is from. Names that are none are refused. This page is made from the declarations.

            A name such as `listen.port` stands in the file as

            ```yaml
            listen:
              port: 8080
            ```

            and in the environment as `HEADGATE__LISTEN__PORT=8080`; entries of lists are numbered there, such as `HEADGATE__RUNS__FOLDERS__0`.

            | setting | what it does | it must be | default |
            |---|---|---|---|

            """
        );
        foreach (var setting in SettingsTable.All)
        {
            page.Append(
                $"| `{setting.Name}` | {setting.Says}{(setting.IsSecret ? " Shown nowhere." : "")} | {(setting.IsList ? "a list; each entry " : "")}{setting.Wanted} | {setting.Default} |\n"
            );
        }
        return page.ToString();
    }
}
