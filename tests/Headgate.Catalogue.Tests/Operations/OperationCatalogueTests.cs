namespace Headgate.Catalogue.Tests.Operations;

public sealed class OperationCatalogueTests
{
    private static readonly Operation Good = new()
    {
        Id = "jobs.get",
        Method = "GET",
        Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
        Area = Area.Jobs,
        Capability = Capabilities.Jobs,
        Access = Access.Read,
        Permission = Permission.Read(PermissionResource.Jobs),
        Suffices = ["Job Viewer"],
        Risk = "None.",
        Target = TargetRule.Job(),
        Sentence = "{actor} read job {job_id}",
        Summary = "Get a job",
        Description = "One job.",
        Answers = AnswerForm.Anything,
        Source = "none",
    };

    [Fact]
    public void A_good_one_has_no_faults() => OperationFaults.Find([Good]).ShouldBeEmpty();

    [Fact]
    public void Two_with_one_path_stop_the_start_and_are_named()
    {
        var twin = Good with
        {
            Id = "jobs.read",
            Route = "/api/v2/accounts/{a:long}/jobs/{j:long}/",
            Target = TargetRule.Job("j"),
            Sentence = "{actor} read",
        };
        var fault = Should.Throw<InvalidOperationException>(() => new OperationCatalogue([Good, twin]));
        fault.Message.ShouldContain("jobs.get and jobs.read");
    }

    [Fact]
    public void Each_thing_that_is_missing_is_said()
    {
        Faults(Good with { Sentence = " " }).ShouldContain(f => f.Contains("the sentence is empty", StringComparison.Ordinal));
        Faults(Good with { Capability = null! }).ShouldContain(f => f.Contains("no capability", StringComparison.Ordinal));
        Faults(Good with { Sentence = "{actor} read {run_id}" })
            .ShouldContain(f => f.Contains("{run_id} is no value of the route", StringComparison.Ordinal));
        Faults(Good with { Sentence = "somebody read" }).ShouldContain(f => f.Contains("{actor}", StringComparison.Ordinal));
        Faults(Good with { Target = TargetRule.Run() }).ShouldContain(f => f.Contains("{run_id}", StringComparison.Ordinal));
        Faults(Good with { Method = "FETCH" }).ShouldContain(f => f.Contains("FETCH", StringComparison.Ordinal));
        Faults(Good with { Suffices = ["Job Wizard"] }).ShouldContain(f => f.Contains("Job Wizard", StringComparison.Ordinal));
        Faults(
                Good with
                {
                    Fields = new Fields<object> { { In.Body.Id("environment_id", "E.").Naming(TargetKind.Environment), (_, _) => { } } },
                }
            )
            .ShouldContain(f => f.Contains("takes no body", StringComparison.Ordinal));
    }

    [Fact]
    public void An_action_and_a_write_need_Full_a_read_needs_Read()
    {
        Good.NeededLevel.ShouldBe(Level.Read);
        (Good with { Access = Access.Write }).NeededLevel.ShouldBe(Level.Full);
        (Good with { Capability = Capabilities.TriggerRun }).NeededLevel.ShouldBe(Level.Full);
    }

    private static IEnumerable<string> Faults(Operation operation) => OperationFaults.Find([operation]);
}
