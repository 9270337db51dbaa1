namespace Headgate.Architecture.Tests;

/// <summary>Files stay small: none over 600 lines, 95 of 100 under 250.</summary>
public sealed class FileSizesTests
{
    [Fact]
    public void No_file_has_more_than_600_lines()
    {
        var long_ = Repository.SourceFiles().Select(f => (File: f, Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 600);
        long_.ShouldBeEmpty();
    }

    [Fact]
    public void Ninety_five_of_a_hundred_files_have_under_250_lines()
    {
        var sizes = Repository.SourceFiles().Select(f => File.ReadLines(f).Count()).Order().ToList();
        sizes[(int)(sizes.Count * 0.95)].ShouldBeLessThan(250);
    }
}
