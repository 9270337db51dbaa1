using System.CommandLine;
using System.Reflection;
using Headgate.Cli.Accounts;
using Headgate.Cli.Agents;
using Headgate.Cli.Approvals;
using Headgate.Cli.Audit;
using Headgate.Cli.Completion;
using Headgate.Cli.Discovery;
using Headgate.Cli.Doctor;
using Headgate.Cli.Foreign;
using Headgate.Cli.Mcp;
using Headgate.Cli.Metrics;
using Headgate.Cli.Policies;
using Headgate.Cli.Projects;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;
using Headgate.Cli.Up;
using Headgate.Cli.Upstreams;
using Headgate.Cli.Webhooks;
using Headgate.Gate.Models;
using Headgate.Metadata.Columns.Binding;
using Headgate.Platform.Runs.Box.Egress;

namespace Headgate.Cli;

/// <summary>The command line: one file per command, put together here.</summary>
internal static class HeadgateCommandLine
{
    /// <summary>Runs a command and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            // dbt's own grammar follows: nothing of ours may read it, and its start must not wait for ours.
            return args switch
            {
                [DbtCommand.Name, ..] => await DbtCommand.RunAsync(args[1..], cancellation),
                [NodesProgram.Word] => await SelectNodesCommand.RunAsync(cancellation),
                [EgressRelay.Command, ..] => await EgressRelay.RunAsync(args[1..]),
                [BinderProgram.Command] => BinderProgram.Run(),
                _ => await ParseAndRunAsync(args, terminal, cancellation),
            };
        }
        catch (CommandFailure failure)
        {
            terminal.Status("");
            terminal.Error(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Status("");
            return ExitCode.Failed;
        }
        catch (Exception error) when (Environment.GetEnvironmentVariable("HEADGATE_DEBUG") is not "1")
        {
            terminal.Status("");
            terminal.Error(
                $"Headgate met an error that it does not know ({error.GetType().Name}: {error.Message}). With HEADGATE_DEBUG=1 it shows where."
            );
            return ExitCode.Failed;
        }
    }

    /// <summary>The version as people report it.</summary>
    public static string Version { get; } =
        typeof(HeadgateCommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static async Task<int> ParseAndRunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var root = Build(terminal);
        if (args.Length == 0)
        {
            await root.Parse(["--help"]).InvokeAsync(Configuration(terminal), cancellation);
            return ExitCode.Misuse;
        }
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0 || HelpExamples.IsAsked(parsed))
        {
            return await parsed.InvokeAsync(Configuration(terminal), cancellation);
        }
        foreach (var error in parsed.Errors.DistinctBy(e => e.Message))
        {
            terminal.Error(error.Message);
        }
        terminal.Error($"'headgate {CommandPath(parsed)}--help' shows what it takes.");
        return ExitCode.Misuse;
    }

    private static InvocationConfiguration Configuration(Terminal terminal) =>
        new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = terminal.Output,
            Error = terminal.Errors,
        };

    private static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Headgate: the dbt platform that you run yourself, with a gate for AI agents.")
        {
            UpCommand.Build(terminal),
            DownCommand.Build(terminal),
            ServeCommand.Build(terminal),
            DbtCommand.Build(),
            MetricsCommands.Build(terminal),
            ProjectCommands.Build(terminal),
            EnvCommands.Build(terminal),
            JobCommands.Build(terminal),
            RunCommand.Build(terminal),
            RunsCommand.Build(terminal),
            LogsCommand.Build(terminal),
            LineageCommand.Build(terminal),
            HealthCommand.Build(terminal),
            DiffCommand.Build(terminal),
            WebhookCommands.Build(terminal),
            AccountCommands.Build(terminal),
            UserCommands.Build(terminal),
            TokenCommands.Build(terminal),
            SignInCommand.Build(terminal),
            AgentCommands.Build(terminal),
            ApprovalCommands.Build(terminal),
            PolicyCommands.Build(terminal),
            UpstreamCommands.Build(terminal),
            AuditCommands.Build(terminal),
            LoginCommand.Build(terminal),
            LogoutCommand.Build(terminal),
            McpCommand.Build(terminal),
            ForeignServerCommands.Build(terminal),
            CatalogueCommand.Build(terminal),
            DoctorCommand.Build(terminal),
            SettingsCommand.Build(terminal),
            CompletionCommand.Build(terminal),
        };
        root.WithExamples(
            "headgate up               # starts everything, builds the demo project, shows what to try next",
            "headgate project add DIR  # brings a dbt project of your own",
            "headgate runs             # what ran",
            "headgate audit tail       # what every caller did, in sentences",
            "headgate dbt build        # the engine alone, in the folder of a dbt project"
        );
        HelpExamples.Install(root);
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = "Show the version.";
        }
        return root;
    }

    private static string CommandPath(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
        {
            names.Insert(0, result.Command.Name + " ");
        }
        return string.Concat(names);
    }
}
