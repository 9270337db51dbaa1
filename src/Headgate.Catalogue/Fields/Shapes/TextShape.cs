using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>A text.</summary>
/// <param name="Max">Most characters.</param>
public sealed record TextShape(int Max = 1024) : Shape
{
    /// <summary>The only values there are; empty where any text will do.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a text that is too long is cut instead of refused.</summary>
    public bool IsCut { get; init; }

    /// <inheritdoc/>
    public override string Words => Choices.Count > 0 ? "one of " + string.Join(", ", Choices) : "string";

    internal string? Read(Sent sent, FieldProblems problems, string path)
    {
        string text;
        if (sent.Texts is { } texts)
        {
            text = texts[^1].Trim();
        }
        else if (sent.Json.ValueKind == JsonValueKind.String)
        {
            text = sent.Json.GetString()!;
        }
        else if (Choices.Count > 0 && sent.Json.ValueKind == JsonValueKind.Number)
        {
            text = sent.Json.GetRawText();
        }
        else
        {
            problems.Add(path, "expected str");
            return null;
        }
        if (text.Length > Max)
        {
            if (!IsCut)
            {
                problems.Add(path, $"length of value must be at most {Max}");
                return null;
            }
            text = Cut(text);
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(path, "null characters are not allowed");
            return null;
        }
        if (Choices.Count > 0 && !Choices.Contains(text, StringComparer.Ordinal))
        {
            problems.Add(path, $"\"{(text.Length > 80 ? text[..80] + "…" : text)}\" is not one of {string.Join(", ", Choices)}");
            return null;
        }
        return text;
    }

    /// <summary>A cut never leaves half of a character that takes two places.</summary>
    private string Cut(string text) => char.IsHighSurrogate(text[Max - 1]) ? text[..(Max - 1)] : text[..Max];
}
