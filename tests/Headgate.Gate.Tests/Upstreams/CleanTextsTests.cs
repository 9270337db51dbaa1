using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Judging;

namespace Headgate.Gate.Tests.Upstreams;

/// <summary>Texts of an answer from elsewhere: whether they are looked at one by one or passed on as they are makes no difference.</summary>
public sealed class CleanTextsTests
{
    private const string Token = "dbtc_Zk3-headgate_bench_token+9";

    private static readonly TokenTraces Traces = new(new Secret(Token));

    /// <summary>What texts are put together from: plain words, what JSON has to escape, and the token in the forms in which it may hide.</summary>
    private static readonly string[] Pieces =
    [
        "Nightly build",
        "",
        " ",
        "a\\b",
        "\"quoted\"",
        "<b>&amp;</b>",
        "100 %",
        "it's `x` + 1",
        "größer",
        "\u202e",
        "𝒜",
        "line\nbreak\t",
        Token[..11],
        Token,
        Token.ToUpperInvariant(),
        Token[..12],
        Convert.ToHexString(Encoding.UTF8.GetBytes(Token)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Token)),
        Uri.EscapeDataString(Token),
        Token.Replace("+", "&#43;", StringComparison.Ordinal),
        Token.Replace("h", "\\u0068", StringComparison.Ordinal),
    ];

    [Fact]
    public void A_text_is_written_as_if_each_were_looked_at_alone()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Random(random)).ToArray();
            var body = Encoding.UTF8.GetBytes(Escaped(texts, random));
            using var document = JsonDocument.Parse(body);
            var clean = new CleanTexts(Traces, body);
            var what = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, case {i}: {Encoding.UTF8.GetString(body)}");
            var written = JsonSerializer.Deserialize<string[]>(Written(clean, document.RootElement))!;
            written.ShouldBe(texts.Select(t => Traces.AreIn(t) ? TokenTraces.Withheld : t), what);
            clean.FoundToken.ShouldBe(texts.Any(Traces.AreIn), what);
        }
    }

    [Fact]
    public void Pages_of_a_list_are_searched_together()
    {
        var (first, second) = ("[\"plain\"]"u8.ToArray(), Encoding.UTF8.GetBytes($"[\"{Token}\"]"));
        var clean = new CleanTexts(Traces);
        clean.Add(first);
        clean.Add(second);
        using var document = JsonDocument.Parse(second);
        Written(clean, document.RootElement).ShouldBe($"[\"{TokenTraces.Withheld}\"]");
        clean.FoundToken.ShouldBeTrue();
    }

    private static string Random(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(0, 4)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    /// <summary>The texts as JSON, some letters behind escapes that they do not need.</summary>
    private static string Escaped(string[] texts, Random random)
    {
        var json = new StringBuilder("[");
        foreach (var text in texts)
        {
            json.Append(json.Length > 1 ? "," : "").Append('"');
            foreach (var letter in text)
            {
                if (letter is '"' or '\\' || char.IsControl(letter) || char.IsSurrogate(letter) || random.Next(40) == 0)
                {
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
                }
                else
                {
                    json.Append(letter);
                }
            }
            json.Append('"');
        }
        return json.Append(']').ToString();
    }

    private static string Written(CleanTexts clean, JsonElement texts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var text in texts.EnumerateArray())
            {
                clean.Write(json, text);
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
