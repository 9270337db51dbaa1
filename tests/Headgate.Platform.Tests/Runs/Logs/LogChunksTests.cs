using System.Text;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Tests.Runs.Logs;

public sealed class LogChunksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_comes_whole_in_pieces_of_whole_lines_none_of_which_is_long()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i} äöü 日本\n"));
        var (pieces, offset) = await ReadAsync(text, 0);

        pieces.Count.ShouldBeGreaterThan(5);
        pieces.ShouldAllBe(p => p.Length <= 64 * 1024 && p.StartsWith("line ", StringComparison.Ordinal));
        (string.Join('\n', pieces) + "\n").ShouldBe(text);
        offset.ShouldBe(Encoding.UTF8.GetByteCount(text));
    }

    [Fact]
    public async Task A_line_without_an_end_is_no_line_until_nothing_more_comes()
    {
        await using var chunks = await LogChunks.FromAsync(StreamOf("one\ntw"), 0, Cancellation);
        (await chunks.NextAsync(isWhole: false, Cancellation)).ShouldBe("one");
        (await chunks.NextAsync(isWhole: false, Cancellation)).ShouldBeNull();
        (await chunks.NextAsync(isWhole: true, Cancellation)).ShouldBe("tw");
        (await chunks.NextAsync(isWhole: true, Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("日")]
    [InlineData("😀")]
    public async Task A_line_that_is_longer_than_a_piece_comes_in_several_and_no_character_is_cut(string letter)
    {
        var line = "x" + string.Concat(Enumerable.Repeat(letter, 100_000));
        var (pieces, _) = await ReadAsync(line + "\n", 0);
        pieces.Count.ShouldBeGreaterThan(2);
        string.Concat(pieces).ShouldBe(line);
    }

    [Fact]
    public async Task An_empty_line_stays()
    {
        var (pieces, _) = await ReadAsync("one\n\n\ntwo\n\n", 0);
        pieces.ShouldBe(["one\n\n\ntwo\n"]);
    }

    [Fact]
    public async Task Where_it_goes_on_is_counted_in_bytes_and_a_place_after_the_end_is_no_fault()
    {
        var (pieces, offset) = await ReadAsync("äö\ntwo\n", 5);
        (pieces.ShouldHaveSingleItem(), offset).ShouldBe(("two", 9));
        (await ReadAsync("one\n", 1000)).Pieces.ShouldBeEmpty();
    }

    private static async Task<(List<string> Pieces, long Offset)> ReadAsync(string text, long from)
    {
        await using var chunks = await LogChunks.FromAsync(StreamOf(text), from, Cancellation);
        var pieces = new List<string>();
        while (await chunks.NextAsync(isWhole: true, Cancellation) is { } piece)
        {
            pieces.Add(piece);
        }
        return (pieces, chunks.Offset);
    }

    private static MemoryStream StreamOf(string text) => new(Encoding.UTF8.GetBytes(text));
}
