using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Headgate.Catalogue;
using Headgate.Graph.Elsewhere;
using Headgate.Graph.Query;

namespace Headgate.Metadata.Elsewhere;

/// <summary>
/// Discovery of an account elsewhere: each thing that says where it lies has to lie in what was decided about, or where the caller may see it. What says nothing is part of the thing
/// that it stands in.
/// </summary>
internal sealed class PlaceRules(Target target, VisibleScope scope) : IAnswerRules
{
    private const string Account = "accountId";
    private const string Project = "projectId";
    private const string Environment = "environmentId";

    private static readonly string[] Places = [Account, Project, Environment];

    public bool TellsErrors => scope.All;

    public string? Refusal(RootField root, IDictionary<string, ArgumentValue> arguments) => null;

    public IReadOnlyDictionary<string, string> AskedBesides(IComplexGraphType type) =>
        Places.Where(place => Has(type, place)).ToDictionary(place => place, place => place, StringComparer.Ordinal);

    public bool Shows(IGraphType type, Func<string, JsonElement> besides)
    {
        if (type is not IComplexGraphType complex)
        {
            return true;
        }
        var (account, project, environment) = (Of(Account), Of(Project), Of(Environment));
        if (account is { } a && a != target.AccountId)
        {
            return false;
        }
        if (environment is { } e)
        {
            return e == target.EnvironmentId || scope.Sees(project, e, null);
        }
        return project is not { } p || p == target.ProjectId || scope.Sees(p, null, null);

        // What the type has and the answer does not say is in no place.
        long? Of(string place) =>
            !Has(complex, place) ? null
            : besides(place) is var value && Read(value) is { } id ? id
            : -1;
    }

    public string? Sent(GraphQLField field, string argument, object? value) => null;

    public object? Told(IResolveFieldContext field, object? value) => value;

    public bool IsNotYet(Func<string, JsonElement> besides) => false;

    /// <summary>Some types have a place that need not be known; what must be is asked for.</summary>
    private static bool Has(IComplexGraphType type, string place) => type.Fields.Find(place)?.ResolvedType is NonNullGraphType;

    private static long? Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String when long.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => null,
        };
}
