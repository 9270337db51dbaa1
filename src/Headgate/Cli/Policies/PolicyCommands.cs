using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Policies;

/// <summary><c>headgate policy</c>: agents and grants as a file.</summary>
internal static class PolicyCommands
{
    private const string Version = "gate/v1";
    private const string Path = "policy/";

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("policy", "Agents and grants as a file: what it would change, whether its tests hold, and its application.")
        {
            Test(terminal),
            Diff(terminal),
            Simulate(terminal),
            Apply(terminal),
            History(terminal),
            PolicySuggestCommand.Build(terminal),
            PolicySchemaCommand.Build(terminal),
            Show(terminal),
            Rollback(terminal),
        }.WithExamples(
            "headgate policy test policy.yaml",
            "headgate policy diff policy.yaml",
            "headgate policy simulate policy.yaml --since 2027-01-01",
            "headgate policy apply policy.yaml --note \"$(git rev-parse --short HEAD)\"",
            "headgate policy rollback 3"
        );

    private static Command Test(Terminal terminal)
    {
        var (file, json, server) = (FileArgument(), JsonOption.Create(), new ServerOption());
        var command = new Command("test", "Runs the tests of a policy file, decided by the file's own grants; changes nothing.")
        {
            file,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var plan = await CheckAsync(api, parsed.GetRequiredValue(file), cancellation);
                return PolicyPrinter.Tests(plan, parsed.GetValue(json), terminal);
            }
        );
        return command.WithExamples("headgate policy test policy.yaml");
    }

    private static Command Diff(Terminal terminal)
    {
        var (file, json, server) = (FileArgument(), JsonOption.Create(), new ServerOption());
        var command = new Command("diff", "Says what a policy file would change, and what was changed beside it; changes nothing.")
        {
            file,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var plan = await CheckAsync(api, parsed.GetRequiredValue(file), cancellation);
                return PolicyPrinter.Difference(plan, parsed.GetValue(json), terminal);
            }
        );
        return command.WithExamples("headgate policy diff policy.yaml");
    }

    private static Command Simulate(Terminal terminal)
    {
        var (file, json, server) = (FileArgument(), JsonOption.Create(), new ServerOption());
        var (since, until) = (TimeOption.Create("--since", "Only calls from then on."), TimeOption.Create("--until", "Only calls before."));
        var command = new Command("simulate", "Decides recorded calls by a policy file: what would now be denied, what would now pass.")
        {
            file,
            since,
            until,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                terminal.Status("Reading the record …");
                var told = await api.PostAsync(
                    Version,
                    Path + "simulate/",
                    new JsonObject
                    {
                        ["text"] = await ReadAsync(parsed.GetRequiredValue(file), cancellation),
                        ["since"] = TimeOption.Read(parsed, since),
                        ["until"] = TimeOption.Read(parsed, until),
                    },
                    cancellation
                );
                terminal.Status("");
                PolicyPrinter.Rehearsal(told, parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate policy simulate policy.yaml",
            "headgate policy simulate policy.yaml --since 2027-01-01 --json"
        );
    }

    private static Command Apply(Terminal terminal)
    {
        var (file, yes, json, server) = (FileArgument(), Confirmation.Option(), JsonOption.Create(), new ServerOption());
        var (note, drift) = (Note(), Drift());
        var command = new Command("apply", "Puts a policy file into effect, all of it or nothing.") { file, note, drift, yes, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var text = await ReadAsync(parsed.GetRequiredValue(file), cancellation);
                return await ApplyAsync(
                    api,
                    text,
                    parsed.GetValue(note),
                    parsed.GetValue(drift),
                    parsed.GetValue(yes),
                    parsed.GetValue(json),
                    terminal,
                    cancellation
                );
            }
        );
        return command.WithExamples("headgate policy apply policy.yaml", "headgate policy apply policy.yaml --yes --note 1f3c2ab");
    }

    private static Command Rollback(Terminal terminal)
    {
        var number = new Argument<int>("VERSION") { Description = "The version whose file is put into effect again, as a new version." };
        var (yes, drift, json, server) = (Confirmation.Option(), Drift(), JsonOption.Create(), new ServerOption());
        var command = new Command(
            "rollback",
            "Puts an older policy into effect again. Keys stay revoked, agents stay off, what has ended stays so."
        )
        {
            number,
            drift,
            yes,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var version = parsed.GetValue(number);
                var old = await api.GetAsync(Version, string.Create(CultureInfo.InvariantCulture, $"{Path}{version}/"), cancellation);
                return await ApplyAsync(
                    api,
                    old["text"]!.ToString(),
                    string.Create(CultureInfo.InvariantCulture, $"rolled back to {version}"),
                    parsed.GetValue(drift),
                    parsed.GetValue(yes),
                    parsed.GetValue(json),
                    terminal,
                    cancellation
                );
            }
        );
        return command.WithExamples("headgate policy rollback 3");
    }

    private static Command History(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("history", "Shows the policies that were applied.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                JsonTable.Print(
                    (JsonArray)await api.GetAsync(Version, Path, cancellation),
                    parsed.GetValue(json),
                    "No policy was applied yet; 'headgate policy apply FILE' does.",
                    terminal,
                    ("VERSION", "version"),
                    ("APPLIED", "created_at"),
                    ("BY", "applied_by"),
                    ("NOTE", "note"),
                    ("CHANGES", "changes")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate policy history");
    }

    private static Command Show(Terminal terminal)
    {
        var number = new Argument<int>("VERSION") { Description = "The version." };
        var server = new ServerOption();
        var command = new Command("show", "Prints the file of a policy that was applied.") { number };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var path = string.Create(CultureInfo.InvariantCulture, $"{Path}{parsed.GetValue(number)}/");
                terminal.Line((await api.GetAsync(Version, path, cancellation))["text"]!.ToString().TrimEnd());
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate policy show 3 > policy.yaml");
    }

    private static async Task<int> ApplyAsync(
        PlatformApi api,
        string text,
        string? note,
        bool takesBackDrift,
        bool yes,
        bool json,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var plan = await api.PostAsync(Version, Path + "check/", new JsonObject { ["text"] = text }, cancellation);
        var isGood = PolicyPrinter.Difference(plan, json: false, json ? terminal.Silent() : terminal) == ExitCode.Done;
        if (!isGood || PolicyPrinter.Tests(plan, json: false, json ? terminal.Silent() : terminal) != ExitCode.Done)
        {
            throw new CommandFailure("The policy was not applied.");
        }
        if (((JsonArray)plan["changes"]!).Count > 0 && !await Confirmation.AskAsync("Apply this policy?", yes, terminal, cancellation))
        {
            return ExitCode.Failed;
        }
        var applied = await api.PostAsync(
            Version,
            Path,
            new JsonObject
            {
                ["text"] = text,
                ["base_version"] = plan["current_version"]!.DeepClone(),
                ["take_back_drift"] = takesBackDrift,
                ["note"] = note,
            },
            cancellation
        );
        terminal.Line(
            json ? applied.ToJsonString(JsonOption.Format)
            : applied["applied_version"] is { } version ? $"Policy {version} is in effect."
            : "Nothing to change: the policy is in effect already."
        );
        return ExitCode.Done;
    }

    private static async Task<JsonNode> CheckAsync(PlatformApi api, FileInfo file, CancellationToken cancellation) =>
        await api.PostAsync(Version, Path + "check/", new JsonObject { ["text"] = await ReadAsync(file, cancellation) }, cancellation);

    private static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file.FullName} cannot be read: {e.Message}");
        }
    }

    private static Argument<FileInfo> FileArgument() => new("FILE") { Description = "The policy file, in YAML." };

    private static Option<string?> Note() => new("--note") { Description = "Why, such as the commit of the file.", HelpName = "TEXT" };

    private static Option<bool> Drift() => new("--take-back-drift") { Description = "Takes back what was changed beside the file." };
}
