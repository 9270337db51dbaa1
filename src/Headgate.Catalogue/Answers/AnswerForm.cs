using System.Text.Json.Serialization.Metadata;

namespace Headgate.Catalogue;

/// <summary>What an operation answers when it succeeds. The descriptions are made from the type; an answer of another type is a fault that every test meets.</summary>
public sealed record AnswerForm
{
    private AnswerForm(AnswerKind kind, JsonTypeInfo? type) => (Kind, Type) = (kind, type);

    /// <summary>A file as it is, without envelope.</summary>
    public static AnswerForm File { get; } = new(AnswerKind.File, null);

    /// <summary>Events as they come, without envelope.</summary>
    public static AnswerForm Events { get; } = new(AnswerKind.Events, null);

    /// <summary>JSON that is not made by us and has no form of its own, such as records of the journal.</summary>
    public static AnswerForm Anything { get; } = new(AnswerKind.One, null);

    /// <summary>One thing or a page.</summary>
    public AnswerKind Kind { get; }

    /// <summary>The type of the thing, or of the items; null where it has none.</summary>
    public JsonTypeInfo? Type { get; }

    /// <summary>One thing as <c>data</c>.</summary>
    public static AnswerForm One(JsonTypeInfo type) => new(AnswerKind.One, type);

    /// <summary>A new thing as <c>data</c>, with 201.</summary>
    public static AnswerForm Created(JsonTypeInfo type) => new(AnswerKind.Created, type);

    /// <summary>A whole list as <c>data</c>, without pages.</summary>
    public static AnswerForm ListOf(JsonTypeInfo item) => new(AnswerKind.List, item);

    /// <summary>A page of a list.</summary>
    public static AnswerForm PageOf(JsonTypeInfo item) => new(AnswerKind.Page, item);
}
