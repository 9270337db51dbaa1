using Headgate.Cli.Doctor;

namespace Headgate.Tests.Cli;

public sealed class WitnessChecksTests : IDisposable
{
    private const string Head = "# heads\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-witness-").FullName;

    private string File => Path.Combine(_folder, "heads.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_record_without_a_witness_is_told_which_setting_gives_it_one()
    {
        var finding = WitnessChecks.Of([], 12).ShouldHaveSingleItem();
        finding.Verdict.ShouldBe(Verdict.Weak);
        finding.Sentence.ShouldContain("journal.witness");
    }

    [Fact]
    public void A_witness_that_is_not_there_or_has_nothing_is_weak()
    {
        WitnessChecks.Of([File], 12).ShouldHaveSingleItem().Sentence.ShouldContain("not there");
        System.IO.File.WriteAllText(File, Head);
        WitnessChecks.Of([File], 12).ShouldHaveSingleItem().Sentence.ShouldContain("no head");
    }

    [Fact]
    public void One_that_cannot_be_read_back_is_named_without_its_credentials()
    {
        var findings = WitnessChecks.Of(["syslog", "https://user:secret@witness.example.com/heads"], 12).ToList();
        findings.ShouldAllBe(f => f.Verdict == Verdict.Good && !f.Sentence.Contains("secret"));
        findings[1].Sentence.ShouldContain("witness.example.com");
    }
}
