using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>A list.</summary>
/// <param name="Item">What each item takes.</param>
/// <param name="Most">Most items.</param>
public record ListShape(Shape Item, int Most) : Shape
{
    /// <summary>Whether a single item is taken in place of a list.</summary>
    public bool TakesOne { get; init; }

    /// <inheritdoc/>
    public override string Words =>
        Item switch
        {
            TextShape { Choices.Count: 0 } => "list of strings",
            WholeShape => "list of integers",
            ObjectShape when TakesOne => "object, or list of objects",
            ObjectShape => "list of objects",
            _ => "list of " + Item.Words,
        };

    /// <summary>Reads the items, each by a reader of its own.</summary>
    internal IReadOnlyList<T>? Read<T>(Sent sent, FieldProblems problems, string path, FieldReader<T> item)
    {
        if (TakesOne && sent.Json.ValueKind == JsonValueKind.Object)
        {
            return [item(sent, problems, path)];
        }
        var items = sent.Texts is { } texts ? ListText.Parse(texts).Select(text => new Sent([text])).ToList() : ItemsOf(sent.Json);
        if (items is null)
        {
            problems.Add(path, "expected list");
            return null;
        }
        if (items.Count > Most)
        {
            problems.Add(path, $"length of value must be at most {Most}");
            return null;
        }
        var read = new List<T>(items.Count);
        var prefix = path.Length == 0 ? "" : path + ".";
        for (var i = 0; i < items.Count; i++)
        {
            read.Add(item(items[i], problems, Item is ObjectShape ? $"{prefix}{i}" : path));
        }
        return read;
    }

    /// <summary>The items as texts, whatever form they came in; null where it is no list of texts.</summary>
    internal static List<string>? TextsOf(Sent sent) =>
        sent.Texts is { } texts ? ListText.Parse(texts)
        : sent.Json.ValueKind == JsonValueKind.Array && sent.Json.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String)
            ? [.. sent.Json.EnumerateArray().Select(i => i.GetString()!)]
        : null;

    private static List<Sent>? ItemsOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(item => new Sent(item))] : null;
}
