using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Makes calls by the name of an operation, with arguments as one object: the way of every door that is not HTTP. They go the one path in-process, with the caller's own
/// credential, and get the same decision, the same record and the same errors.
/// </summary>
/// <param name="path">The one path.</param>
/// <param name="outcomes">Records what came of it.</param>
/// <param name="operations">What can be called.</param>
public sealed class NamedCalls(CallPath path, CallOutcomes outcomes, OperationTable operations)
{
    /// <summary>Calls an operation. The outcome of an answer is not recorded yet: <see cref="RecordAsync"/> does that once its size is known.</summary>
    /// <param name="origin">Who calls from where, by which door.</param>
    /// <param name="operation">Id of the operation, such as <c>jobs.trigger</c>.</param>
    /// <param name="arguments">An object with values of the path, filters and fields of the body by name; <c>account_id</c> may be left out and is then the caller's.</param>
    /// <param name="cancellation">Ends the call.</param>
    public ValueTask<(IncomingCall Call, CallEnd End)> CallAsync(
        CallOrigin origin,
        string operation,
        JsonElement arguments,
        CancellationToken cancellation
    ) =>
        CallAsync(
            origin,
            operation,
            arguments.ValueKind == JsonValueKind.Object
                ? arguments.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value))
                : [],
            cancellation
        );

    /// <inheritdoc cref="CallAsync(CallOrigin, string, JsonElement, CancellationToken)"/>
    public async ValueTask<(IncomingCall Call, CallEnd End)> CallAsync(
        CallOrigin origin,
        string operation,
        IEnumerable<KeyValuePair<string, JsonElement>> arguments,
        CancellationToken cancellation
    )
    {
        if (operations.Find(operation) is not { } entry)
        {
            var none = origin.Call("CALL", operation);
            return (none, await path.RefuseAsync(none, CallRefusals.Of(Reason.UnknownRoute), cancellation));
        }
        var sorted = ObjectArguments.Of(entry.Spec, arguments);
        var call = origin.Call("CALL", AddressOf(entry.Spec, sorted)) with
        {
            Operation = entry,
            Route = new RouteMatch(sorted.Names, sorted.Values),
            Query = sorted.Query,
            Body = entry.Spec.Body == BodyForm.None ? null : sorted,
        };
        return Misses(entry.Spec, sorted) is { } missing
            ? (call, await path.RefuseAsync(call with { Operation = null }, missing, cancellation))
            : (call, await path.RunAsync(call, cancellation));
    }

    /// <summary>Records what came of an allowed call; gives the refusal to answer with instead, where it cannot be recorded.</summary>
    public ValueTask<Refusal?> RecordAsync(IncomingCall call, CallEnd end, long bytes, CancellationToken cancellation) =>
        outcomes.RecordAsync(call, end, bytes, cancellation);

    /// <summary>A value of the path must be there, and a number where the path has a number.</summary>
    internal static Refusal? Misses(Operation operation, ObjectArguments sorted)
    {
        var problem = RouteFields
            .Of(operation.Route)
            .Zip(sorted.Values)
            .FirstOrDefault(pair =>
                (pair.Second.Length == 0 && pair.First.Name != "account_id")
                || (pair.First.Shape is WholeShape && pair.Second.Length > 0 && !IsId(pair.Second))
                || (pair.First.Shape is TextShape && Climbs(pair.Second))
            )
            .First;
        return problem is null
            ? null
            : new Refusal(
                Reason.BadPath,
                System.Net.HttpStatusCode.BadRequest,
                $"The argument \"{problem.Name}\" is required: {problem.Says}"
            )
            {
                Field = problem.Name,
            };
    }

    /// <summary>What no address of HTTP could carry either: steps upwards, other separators, characters that no file has.</summary>
    private static bool Climbs(string text) =>
        text.Any(c => c is '\\' or < ' ' or '\x7f') || text.Split('/').Any(segment => segment is "." or "..");

    private static bool IsId(string text) =>
        text[0] != '0' && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0;

    /// <summary>The address that the same call has over HTTP, so that records of all doors read alike.</summary>
    private static string AddressOf(Operation operation, ObjectArguments sorted)
    {
        var address = operation.Route;
        foreach (var (name, value) in sorted.Names.Zip(sorted.Values))
        {
            foreach (var form in (string[])[$"{{{name}:long}}", $"{{{name}*}}", $"{{{name}}}"])
            {
                address = address.Replace(form, value, StringComparison.Ordinal);
            }
        }
        var filters = sorted.Query.Select(q => $"{q.Key}={q.Value}");
        return RecordedPath.Of(sorted.Query.Count == 0 ? address : $"{address}?{string.Join('&', filters)}");
    }
}
