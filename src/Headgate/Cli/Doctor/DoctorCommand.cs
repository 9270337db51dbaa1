using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Doctor;

/// <summary><c>headgate doctor</c>: what protects this machine, and what is missing. Exit code 1 where something is bad.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var config = new ConfigOption();
        var json = JsonOption.Create();
        var command = new Command("doctor", "Shows what protects this machine from the projects that it runs, and what is missing.")
        {
            json,
        };
        config.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (settings, faults) = config.Read(parsed);
                IReadOnlyList<Finding> findings = settings is null
                    ? [.. faults.Select(fault => new Finding("settings", Verdict.Bad, fault))]
                    :
                    [
                        .. await MachineChecks.RunAsync(settings, cancellation),
                        .. await DataChecks.RunAsync(settings, cancellation),
                        .. await WarehouseChecks.RunAsync(settings, cancellation),
                    ];
                if (parsed.GetValue(json))
                {
                    terminal.Line(Json(findings).ToJsonString(JsonOption.Format));
                }
                else
                {
                    Show(findings, terminal);
                }
                return findings.Any(finding => finding.Verdict == Verdict.Bad) ? ExitCode.Failed : ExitCode.Done;
            }
        );
        return command.WithExamples("headgate doctor", "headgate doctor --config /etc/headgate.yaml --data /var/lib/headgate --json");
    }

    private static void Show(IReadOnlyList<Finding> findings, Terminal terminal)
    {
        foreach (var finding in findings)
        {
            var paint = finding.Verdict switch
            {
                Verdict.Good => Paint.Green,
                Verdict.Weak => Paint.Yellow,
                _ => Paint.Red,
            };
            terminal.Line($"{terminal.Painted($"{Word(finding.Verdict), -5}", paint)} {finding.Name, -10} {finding.Sentence}");
        }
    }

    private static JsonObject Json(IReadOnlyList<Finding> findings) =>
        new()
        {
            ["well"] = !findings.Any(finding => finding.Verdict == Verdict.Bad),
            ["findings"] = new JsonArray([
                .. findings.Select(finding => new JsonObject
                {
                    ["name"] = finding.Name,
                    ["verdict"] = Word(finding.Verdict),
                    ["sentence"] = finding.Sentence,
                }),
            ]),
        };

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Good => "good",
            Verdict.Weak => "weak",
            _ => "bad",
        };
}
