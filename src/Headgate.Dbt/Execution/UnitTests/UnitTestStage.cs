using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Compile;
using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.UnitTests;

/// <summary>The stage of one unit test: a small manifest in which what the model reads are rows, and a context with the test's overrides.</summary>
internal sealed class UnitTestStage
{
    private readonly NodeContext _context;
    private readonly NodeCompiler _compiler;

    private UnitTestStage(NodeContext context, NodeCompiler compiler)
    {
        _context = context;
        _compiler = compiler;
    }

    /// <summary>Sets the stage.</summary>
    /// <exception cref="DbtException">The test names a model or an input that is not there.</exception>
    public static UnitTestStage Open(RunFrame frame, UnitTest test, IAdapterConnection connection, CancellationToken cancellation)
    {
        var model =
            test.DependsOn.Nodes.Select(frame.Session.Manifest.Nodes.GetValueOrDefault).FirstOrDefault(n => n is not null)
            ?? throw new DbtException(
                DbtErrorKind.Compilation,
                $"The unit test {test.Name} tests the model {test.Model}, which does not exist."
            );
        var inputs = UnitTestInputs.Make(frame, test, model);
        var node = UnitTestNode.Make(test, model, inputs);
        var manifest = new Manifest { Macros = frame.Session.Manifest.Macros };
        foreach (var input in inputs.Nodes.Append(node))
        {
            manifest.Nodes[input.UniqueId] = input;
        }
        foreach (var (id, source) in inputs.Sources)
        {
            manifest.Sources[id] = source;
        }
        var shared = UnitTestShared.Of(frame, Facts(frame, test), manifest, inputs);
        var files = frame.Files;
        var running = new NodeContext(shared, node, connection, cancellation) { Written = sql => files.WriteRun(node, sql) };
        connection.Name = test.UniqueId;
        Override(running, test, inputs);
        return new UnitTestStage(running, new NodeCompiler(shared, files, inject: true));
    }

    /// <summary>The file of the compiled SQL, from the project's folder; null before <see cref="Compile"/>.</summary>
    public string? CompiledPath => _context.Node.CompiledPath;

    /// <summary>Compiles the model over the given rows.</summary>
    /// <exception cref="DbtException">The model or a fixture cannot be rendered.</exception>
    public string Compile() => _compiler.Compile(_context);

    /// <summary>Runs the model and gives its rows beside those expected.</summary>
    /// <exception cref="DatabaseException">The database refuses the query.</exception>
    public StatementResult Execute() =>
        Materialization.Run(_context, "unit").Main
        ?? throw new DbtException(DbtErrorKind.Internal, "The unit test ran no statement named main.");

    private static InvocationFacts Facts(RunFrame frame, UnitTest test)
    {
        if (test.Overrides is not { } overrides || (overrides.Vars.Count == 0 && overrides.EnvVars.Count == 0))
        {
            return frame.Shared.Facts;
        }
        var project = frame.Session.Project;
        var vars = PlainData.Clone(project.Settings.Vars);
        foreach (var (name, value) in overrides.Vars)
        {
            vars[name] = value;
        }
        var environment = new Dictionary<string, string>(project.Settings.EnvironmentVariables, StringComparer.Ordinal);
        foreach (var (name, value) in overrides.EnvVars)
        {
            environment[name] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }
        var settings = project.Settings with { Vars = vars, EnvironmentVariables = environment };
        var changed = new LoadedProject(settings, project.Root, project.Dependencies, project.Target)
        {
            SelectorDefinitions = project.SelectorDefinitions,
        };
        return frame.Shared.Facts.With(changed);
    }

    private static void Override(NodeContext context, UnitTest test, UnitTestInputs inputs)
    {
        if (inputs.This is { } self)
        {
            context.Variables.Add("this", self(context));
        }
        foreach (var (name, value) in test.Overrides?.Macros ?? [])
        {
            var given = Value.FromObject(value);
            // What the context has as a value and not as a function is given as one.
            var isValue = context.Variables.TryGet(name, out var known) && !Operators.IsCallable(known);
            var macro = isValue ? given : Value.Function(name, (_, _) => given);
            if (name.Split('.') is [var package, var own])
            {
                context.Variables.ReplaceIn(package, own, macro);
            }
            else
            {
                context.Variables.ReplaceIn(MacroLibrary.InternalNamespace, name, macro);
            }
        }
    }
}
