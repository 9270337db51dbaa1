namespace Headgate.Jinja.Tests.Fuzz;

/// <summary>Spoils templates: cuts, doubles, swaps and inserts pieces, most of them tokens of the language.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Pieces =
    [
        "{%",
        "%}",
        "{{",
        "}}",
        "{#",
        "#}",
        "-%}",
        "{%-",
        "'",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "~",
        "**",
        "if",
        "else",
        "endfor",
        "endif",
        "recursive",
        "is",
        "not",
        "in",
        " ",
        "\n",
        "\\",
        "\0",
        "\ud83d",
        "é",
        "1",
        ".",
        ",",
        ":",
        "=",
        "*",
        "%",
        "{% raw %}",
        "loop",
        "self",
        "super()",
        "9999999999",
        "(((((((((((((((((",
        "[[[[[[[[[[[[[[",
        "{% if x %}",
        "{% for x in y %}",
        "a.b.c.d",
        "|list|list",
        "not not not",
    ];

    private readonly Random _random = new(seed);

    public string Spoil(string text)
    {
        for (var times = 1 + _random.Next(4); times > 0; times--)
        {
            var at = _random.Next(text.Length + 1);
            var length = Math.Min(_random.Next(12), text.Length - at);
            text = _random.Next(6) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text[..at],
                3 => text.Insert(
                    at,
                    string.Concat(Enumerable.Repeat(Pieces[_random.Next(Pieces.Length)], 1 + (_random.Next(50) == 0 ? 400 : 0)))
                ),
                _ => text.Insert(at, Pieces[_random.Next(Pieces.Length)]),
            };
        }
        return text;
    }
}
