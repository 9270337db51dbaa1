namespace Headgate.Architecture.Tests;

/// <summary>Files stay small: the one in the middle has 40 to 70 lines, 95 of 100 have under 250, none has over 600.</summary>
public sealed class FileSizesTests
{
    private static readonly IReadOnlyList<(string File, int Lines)> Sizes =
    [
        .. Repository.SourceFiles().Select(file => (file, File.ReadLines(file).Count())).OrderBy(size => size.Item2),
    ];

    [Fact]
    public void No_file_has_more_than_600_lines() => Sizes.Where(size => size.Lines > 600).ShouldBeEmpty();

    [Fact]
    public void Ninety_five_of_a_hundred_files_have_under_250_lines() => Sizes[(int)(Sizes.Count * 0.95)].Lines.ShouldBeLessThan(250);

    [Fact]
    public void The_file_in_the_middle_has_40_to_70_lines() => Sizes[Sizes.Count / 2].Lines.ShouldBeInRange(40, 70);
}
