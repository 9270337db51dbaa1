using GraphQL;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>
/// Fields of the types that hold nodes, and of the top. What stands at the top was decided before (<see cref="GraphCall.Target"/>): a field reads that environment or job and no
/// other, whatever it is called with.
/// </summary>
internal static class RootFields
{
    /// <summary>The field of a type; null where it has none.</summary>
    public static FieldWork? Find(string type, string field) =>
        type switch
        {
            "Query" => AtTop(field),
            "Environment" => OfEnvironment(field),
            "AppliedState" or "DefinitionState" => StateFields.Find(field),
            "JobNode" => OfJob(field),
            "Performance" => PerformanceFields.All.GetValueOrDefault(field),
            "Column" => ColumnFields.Find(field),
            "Account" => field == "id" ? (_, call) => new(call.Target.AccountId) : AccountFields.PublicModelsAsync,
            _ => null,
        };

    private static FieldWork? AtTop(string field) =>
        field switch
        {
            "environment" => async (f, call) => new Opened(await call.StateAsync(Environment(call), f.CancellationToken)),
            "performance" or "account" or "column" => (_, _) => new(new object()),
            "job" => async (f, call) => await call.RunAsync(f.GetArgument<long?>("runId"), f.CancellationToken),
            "modelByEnvironment" => async (f, call) =>
                await call.StateAsync(Environment(call), f.CancellationToken) is { } state
                    ? await StateFields.HistoricalRunsAsync(f, call, new StateSource(state, state.Applied))
                    : Array.Empty<object>(),
            _ => JobFields.Find(field, (f, call) => call.RunAsync(f.GetArgument<long?>("runId"), f.CancellationToken)),
        };

    private static FieldWork? OfEnvironment(string field) =>
        field switch
        {
            "applied" => (f, _) => new(State(f) is { } s ? new StateSource(s, s.Applied) : null),
            "definition" => (f, _) => new(State(f) is { } s ? new StateSource(s, s.Defined) : null),
            "adapterType" => (f, _) => new(State(f)?.Row.AdapterType),
            "dbtProjectName" => (f, _) => new(State(f)?.Row.DbtProjectName),
            _ => null,
        };

    private static FieldWork? OfJob(string field) =>
        field switch
        {
            "id" => (f, _) => new(((StateGraph)f.Source!).Place.JobId),
            "runId" => (f, _) => new(((StateGraph)f.Source!).Place.RunId),
            _ => JobFields.Find(field, (f, _) => new((StateGraph)f.Source!)),
        };

    private static long Environment(GraphCall call) =>
        call.Target.EnvironmentId
        ?? throw new InvalidOperationException("A field of an environment is read by a call that was decided for none.");

    private static EnvironmentState? State(IResolveFieldContext field) => ((Opened)field.Source!).State;

    /// <summary>An environment, of which something may be known.</summary>
    private sealed record Opened(EnvironmentState? State);
}
