using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Upstreams;

/// <summary><c>headgate upstream</c>: accounts elsewhere in which agents work.</summary>
internal static class UpstreamCommands
{
    /// <summary>An upstream, by name or number.</summary>
    public static NamedThing Upstream { get; } = new("upstream", "gate/v1", "upstreams/");

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("upstream", "Accounts at dbt, or of another Headgate, in which agents work through this gate.")
        {
            UpstreamAddCommand.Build(terminal),
            List(terminal),
            UpstreamTestCommand.Build(terminal),
            UpstreamUpdateCommand.Build(terminal),
            Remove(terminal),
        }.WithExamples(
            "headgate upstream add prod https://ab123.us1.dbt.com",
            "headgate upstream test prod",
            "headgate agent add reader --upstream prod --grant jobs=read --project 10"
        );

    /// <summary>The argument that names an upstream.</summary>
    public static Argument<string> Named() => new("UPSTREAM") { Description = "The upstream (name or number)." };

    private static Command List(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the upstreams with their health.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                JsonTable.Print(
                    await api.ListAsync(Upstream.Version, Upstream.Path, cancellation),
                    parsed.GetValue(json),
                    "No upstreams yet; 'headgate upstream add NAME ADDRESS' adds one.",
                    terminal,
                    ("UPSTREAM", "id"),
                    ("NAME", "name"),
                    ("HEALTH", "health"),
                    ("ACCOUNT", "remote_account_id"),
                    ("ADDRESS", "base_address"),
                    ("AGENTS", "agents"),
                    ("LAST FAULT", "last_fault")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate upstream list", "headgate upstream list --json");
    }

    private static Command Remove(Terminal terminal)
    {
        var (named, yes, json, server) = (Named(), Confirmation.Option(), JsonOption.Create(), new ServerOption());
        var command = new Command("remove", "Removes an upstream that no agent works in, and forgets its token.") { named, yes, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, Upstream, parsed.GetRequiredValue(named), cancellation);
                if (
                    !await Confirmation.AskAsync(
                        $"Remove upstream \"{found["name"]}\" ({found["base_address"]}) and forget its token?",
                        parsed.GetValue(yes),
                        terminal,
                        cancellation
                    )
                )
                {
                    return ExitCode.Failed;
                }
                var removed = await api.DeleteAsync(Upstream.Version, $"{Upstream.Path}{found["id"]}/", cancellation);
                terminal.Line(
                    parsed.GetValue(json)
                        ? removed.ToJsonString(JsonOption.Format)
                        : $"Removed \"{found["name"]}\". Its token is good until it is revoked at {found["base_address"]}."
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate upstream remove prod", "headgate upstream remove prod --yes");
    }
}
