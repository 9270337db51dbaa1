using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Upstreams;

/// <summary><c>headgate upstream add</c>: an account elsewhere, with its token, which is tried.</summary>
internal static class UpstreamAddCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name here." };
        var address = new Argument<string>("ADDRESS") { Description = "The account's access URL, such as https://ab123.us1.dbt.com." };
        var account = new Option<long?>("--account")
        {
            Description = "The account's id there; without it, the one that the token belongs to.",
            HelpName = "ID",
        };
        var testBed = new Option<bool>("--test-bed")
        {
            Description = "Let it be a host that is not dbt's, also by http: another Headgate.",
        };
        var timeout = new Option<int?>("--timeout")
        {
            Description = "Seconds in which it must begin an answer (60).",
            HelpName = "SECONDS",
        };
        var (file, json, server) = (TokenOption.Create(), JsonOption.Create(), new ServerOption());
        var command = new Command("add", "Asks for the account's token, tries it, and keeps it encrypted.")
        {
            name,
            address,
            account,
            file,
            testBed,
            timeout,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var (to, asJson) = (parsed.GetRequiredValue(address), parsed.GetValue(json));
                var token = await TokenOption.ReadAsync(parsed.GetValue(file), $"Token for {to}: ", terminal, cancellation);
                var added = await api.PostAsync(
                    "gate/v1",
                    UpstreamCommands.Upstream.Path,
                    new JsonObject
                    {
                        ["name"] = parsed.GetRequiredValue(name),
                        ["base_address"] = to,
                        ["remote_account_id"] = parsed.GetValue(account),
                        ["token"] = token,
                        ["test_bed"] = parsed.GetValue(testBed),
                        ["timeout_seconds"] = parsed.GetValue(timeout),
                    },
                    cancellation
                );
                var tested = await UpstreamTestCommand.TestAsync(api, added["id"]!, cancellation);
                if (asJson)
                {
                    terminal.Line(
                        new JsonObject { ["upstream"] = added.DeepClone(), ["test"] = tested.DeepClone() }.ToJsonString(JsonOption.Format)
                    );
                    return ExitCode.Done;
                }
                terminal.Line($"Added upstream {added["id"]} \"{added["name"]}\". Its token is kept encrypted, and is never shown.");
                UpstreamTestCommand.Show(tested, terminal);
                terminal.Line();
                terminal.Line($"Next:  headgate agent add NAME --upstream {added["name"]} --grant jobs=read --project ID");
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate upstream add prod https://ab123.us1.dbt.com",
            "headgate upstream add prod https://ab123.us1.dbt.com --account 70001 --token-file token.txt",
            "headgate upstream add lab http://127.0.0.1:8590 --test-bed < token.txt"
        );
    }
}
