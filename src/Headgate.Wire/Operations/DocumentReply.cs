using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What an account elsewhere answered to a query: JSON that nobody has held against the query yet, or why there is none.</summary>
public sealed class DocumentReply : IDisposable
{
    private static readonly Func<string, bool> Never = static _ => false;

    private readonly JsonDocument? _json;

    private DocumentReply(Answer? failure, JsonDocument? json) => (Failure, _json) = (failure, json);

    /// <summary>The answer where the query came to nothing; null where there is <see cref="Root"/>.</summary>
    public Answer? Failure { get; }

    /// <summary>What came: an object with <c>data</c> and <c>errors</c>, if it is as it should be.</summary>
    public JsonElement Root => _json?.RootElement ?? default;

    /// <summary>Tells texts that hold the token of the account, which is shown to nobody.</summary>
    public Func<string, bool> HoldsToken { get; private init; } = Never;

    /// <summary>What the record says where the token stood in what came.</summary>
    public AnswerRemark? TokenRemark { get; private init; }

    /// <summary>Makes the failure of an answer that is not what was asked for.</summary>
    public Func<string, Answer> Differs { get; private init; } = static _ => throw new InvalidOperationException("Nothing came.");

    /// <summary>Nothing came.</summary>
    public static DocumentReply Failed(Answer failure) => new(failure, null);

    /// <summary>JSON came.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="holdsToken">Tells texts that hold the token.</param>
    /// <param name="tokenRemark">What the record says where one did.</param>
    /// <param name="differs">Makes the failure of an answer that is not what was asked for, from what is wrong with it.</param>
    public static DocumentReply Of(
        JsonDocument json,
        Func<string, bool> holdsToken,
        AnswerRemark tokenRemark,
        Func<string, Answer> differs
    ) =>
        new(null, json)
        {
            HoldsToken = holdsToken,
            TokenRemark = tokenRemark,
            Differs = differs,
        };

    /// <inheritdoc/>
    public void Dispose() => _json?.Dispose();
}
