using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Headgate.Graph.Query;

namespace Headgate.Graph.Elsewhere;

/// <summary>What an API asks of queries that are sent on to an account elsewhere, and of what comes back. One for each call.</summary>
public interface IAnswerRules
{
    /// <summary>Why a field at the top may not be sent; null where it may.</summary>
    string? Refusal(RootField root, IDictionary<string, ArgumentValue> arguments);

    /// <summary>
    /// What is asked for besides, inside of each thing of a type, so that the thing can be judged: a name of its own, and the field with what is asked of it.
    /// </summary>
    IReadOnlyDictionary<string, string> AskedBesides(IComplexGraphType type);

    /// <summary>Whether a thing may be shown.</summary>
    /// <param name="type">The type by which it was asked for.</param>
    /// <param name="besides">What was asked for besides, by name; of kind Undefined where it did not come.</param>
    bool Shows(IGraphType type, Func<string, JsonElement> besides);

    /// <summary>An argument as it is sent, in GraphQL, where it is not sent as it came; null where it is.</summary>
    string? Sent(GraphQLField field, string argument, object? value);

    /// <summary>A value as it is told.</summary>
    /// <exception cref="AnswerDiffersException">It is not what was asked for.</exception>
    object? Told(IResolveFieldContext field, object? value);

    /// <summary>Whether what a field at the top gave says that there is nothing yet, so that it is asked for once more.</summary>
    bool IsNotYet(Func<string, JsonElement> besides);

    /// <summary>Whether the account's own words about what went wrong may be told: only to whoever may see all that they could name.</summary>
    bool TellsErrors { get; }
}
