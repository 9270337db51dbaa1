using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt run-operation</c>: calls a macro.</summary>
internal static class RunOperationCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "run-operation",
            Summary = "Call a macro with the given arguments, or run a statement.",
            Argument = "MACRO",
            ArgumentIsOptional = true,
            Options = [CommandOptions.Args, CommandOptions.Sql, .. GraphCommand.Opening],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        Task.FromResult(Run(invocation, cancellation));

    private static ExitCode Run(Invocation invocation, CancellationToken cancellation)
    {
        Check(invocation);
        using var session = ProjectSession.Open(invocation);
        session.WriteManifest();
        session.TellFound();
        var frame = RunFrames.Open(session, []);
        using (frame.Connections)
        {
            var timer = new StageTimer(frame.Time);
            if (invocation.Options.Get(CommandOptions.Sql) is { } sql)
            {
                var result = InlineOperation.Run(frame, sql, timer, cancellation);
                RunArtifacts.Write(session, new([result], timer.Elapsed, Interrupted: false));
                return result.Status == NodeStatus.Success ? ExitCode.Success : ExitCode.Failure;
            }
            timer.Take(NodeJob.CompileStage, static () => true);
            var (macro, failure) = Call(frame, invocation, timer, cancellation);
            if (failure is not null)
            {
                TellFailure(invocation, failure);
            }
            if (macro is null)
            {
                throw TemplateErrors.UnknownMacro(
                    $"dbt could not find a macro with the name '{NameOf(invocation.Call.Argument!)}' in any package"
                );
            }
            RunArtifacts.Write(session, new([Result(macro, failure, timer)], timer.Elapsed, Interrupted: false));
            return failure is null ? ExitCode.Success : ExitCode.Failure;
        }
    }

    /// <summary>A call names a macro or gives a statement, and arguments are a macro's.</summary>
    private static void Check(Invocation invocation)
    {
        var hasSql = invocation.Options.Get(CommandOptions.Sql) is not null;
        var problem =
            invocation.Call.Argument is null && !hasSql ? "Either a macro name or --sql must be passed to run-operation"
            : invocation.Call.Argument is not null && hasSql ? "Cannot specify both a macro name and --sql for run-operation"
            : hasSql && invocation.Options.IsGiven(CommandOptions.Args)
                ? "--args cannot be used with --sql; pass arguments directly in the SQL"
            : null;
        if (problem is not null)
        {
            throw new DbtException(DbtErrorKind.Runtime, problem);
        }
    }

    private static void TellFailure(Invocation invocation, string failure) =>
        invocation.Log.Tell(
            new(EventLevel.Error, "Q001", "RunningOperationCaughtError", "Encountered an error while running operation: " + failure)
        );

    /// <summary>Calls the macro; gives what was called, null where there is no such macro, and what went wrong.</summary>
    private static (IManifestResource? Macro, string? Failure) Call(
        RunFrame frame,
        Invocation invocation,
        StageTimer timer,
        CancellationToken cancellation
    )
    {
        var name = invocation.Call.Argument!;
        var connection = frame.Connections.Of(WorkerConnections.Main);
        var context = frame.ContextOf(RunPreparation.Operation(frame), connection, cancellation);
        connection.Name = "macro_" + name;
        if (Find(frame.Shared.Macros, frame.Session.Project.Root.Name, name) is not { } macro)
        {
            return (null, Missing(name).Text);
        }
        context.About = macro.Subject;
        try
        {
            connection.ClearTransaction();
            timer.Take(NodeJob.ExecuteStage, () => context.Call(macro, Given(invocation.Options.Get(CommandOptions.Args))));
            connection.Commit();
            return (macro.Macro, null);
        }
        catch (DbtException failure)
        {
            return (macro.Macro, failure.Text);
        }
        catch (DatabaseException failure)
        {
            return (macro.Macro, new DbtException(DbtErrorKind.Database, failure.Message).Text);
        }
        finally
        {
            connection.Release();
        }
    }

    private static MacroEntry? Find(MacroLibrary macros, string root, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? macros.ScopeOf(root).Find(name) : macros.Package(name[..dot]).GetValueOrDefault(name[(dot + 1)..]);
    }

    /// <summary>The adapter's words; with the name of a package they name that one.</summary>
    private static DbtException Missing(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var place = dot < 0 ? "any package" : $"the \"{name[..dot]}\" package";
        return new(DbtErrorKind.Runtime, $"dbt could not find a macro with the name \"{NameOf(name)}\" in {place}");
    }

    private static string NameOf(string asked) => asked[(asked.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static Arguments Given(OrderedDictionary<string, object?> named) =>
        new([.. named.Values.Select(Value.FromObject)], [.. named.Keys]);

    private static NodeResult Result(IManifestResource macro, string? failure, StageTimer timer) =>
        new()
        {
            Node = macro,
            Status = failure is null ? NodeStatus.Success : NodeStatus.Error,
            // As with dbt, what went wrong stands in the log alone.
            Message = null,
            Failures = failure is null ? 0 : 1,
            ThreadId = "MainThread",
            Duration = timer.Elapsed,
            Timing = timer.Stages,
        };
}
