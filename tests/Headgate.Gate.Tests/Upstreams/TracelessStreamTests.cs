using System.Globalization;
using System.Text;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Judging;

namespace Headgate.Gate.Tests.Upstreams;

/// <summary>Files from elsewhere come in pieces, and a token may lie across the border of two of them, or of many.</summary>
public sealed class TracelessStreamTests
{
    private const string Token = "dbtc_Zk3-headgate_bench_token9";

    private static readonly TokenTraces Traces = new(new Secret(Token));

    [Fact]
    public async Task A_token_is_covered_wherever_a_piece_ends()
    {
        string[] forms =
        [
            Token,
            Token.ToUpperInvariant(),
            Convert.ToHexString(Encoding.UTF8.GetBytes(Token)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Token)),
        ];
        foreach (var form in forms)
        {
            var before = new string('a', 200);
            for (var border = 0; border <= form.Length; border++)
            {
                await CoversAsync(before, form, "b and the rest", [before.Length + border]);
                await CoversAsync(before, form, "", [before.Length + border]);
            }
            await CoversAsync(before, form, "b", [.. Enumerable.Range(1, before.Length + form.Length)]);
        }
    }

    [Fact]
    public async Task However_a_file_is_cut_into_pieces_its_tokens_are_covered()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var (before, behind) = (new string('x', random.Next(0, 300)), new string('y', random.Next(0, 300)));
            var length = before.Length + Token.Length + behind.Length;
            var borders = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(1, length)).Distinct().Order().ToArray();
            await CoversAsync(before, Token, behind, borders, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, case {i}"));
        }
    }

    private static async Task CoversAsync(string before, string form, string behind, int[] borders, string what = "")
    {
        await using var pieces = new PiecesStream(Encoding.Latin1.GetBytes(before + form + behind), borders);
        await using var clean = new TracelessStream(
            pieces,
            Traces,
            long.MaxValue,
            TimeSpan.FromMinutes(1),
            TimeProvider.System,
            new MemoryStream()
        );
        using var read = new MemoryStream();
        await clean.CopyToAsync(read, TestContext.Current.CancellationToken);
        Encoding
            .Latin1.GetString(read.ToArray())
            .ShouldBe(before + new string('*', form.Length) + behind, $"{what} borders at {string.Join(", ", borders)}");
        clean.Covered.ShouldBeTrue();
    }

    /// <summary>Gives what it has as it was sent: a piece at a time.</summary>
    private sealed class PiecesStream(byte[] content, int[] borders) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var until = borders.FirstOrDefault(b => b > Position, (int)Length);
            return base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, until - Position)], cancellationToken);
        }
    }
}
