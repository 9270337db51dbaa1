namespace Headgate.Catalogue.Tests.Operations;

public sealed class OperationCatalogueTests
{
    private static readonly Operation Good = new()
    {
        Id = "jobs.get",
        Method = "GET",
        Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
        Capability = Capabilities.Jobs,
        Permission = Permission.Read(PermissionResource.Jobs),
        Suffices = ["Job Viewer"],
        Risk = "None.",
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
                    Body = BodyForm.None,
                    Fields = new Fields<object> { { In.Body.Id("environment_id", "E.").Naming(TargetKind.Environment), (_, _) => { } } },
                }
            )
            .ShouldContain(f => f.Contains("takes no body", StringComparison.Ordinal));
    }

    [Fact]
    public void What_follows_from_other_parts_of_an_entry_need_not_be_said()
    {
        Good.Area.ShouldBe(Area.Jobs);
        Good.Access.ShouldBe(Access.Read);
        (Good with { Permission = Permission.Write(PermissionResource.Jobs) }).Access.ShouldBe(Access.Write);
        Good.Body.ShouldBe(BodyForm.None);
        (Good with { Fields = new Fields<object> { { In.Query.Id("job_id", "A job."), (_, _) => { } } } }).Body.ShouldBe(BodyForm.None);
        (Good with { Fields = new Fields<object> { { In.Body.Id("job_id", "A job."), (_, _) => { } } } }).Body.ShouldBe(BodyForm.Object);
        (Good with { Fields = new Fields<object> { { In.Body.Longs("", "Jobs."), (_, _) => { } } } }).Body.ShouldBe(BodyForm.Array);
    }

    [Theory]
    [InlineData("/api/v3/accounts/{account_id:long}/", TargetKind.Account, null)]
    [InlineData("/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/", TargetKind.Project, "project_id")]
    [InlineData(
        "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/{environment_id:long}/",
        TargetKind.Environment,
        "environment_id"
    )]
    [InlineData("/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/artifacts/{path*}", TargetKind.Job, "job_id")]
    [InlineData("/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/", TargetKind.Account, null)]
    public void An_operation_is_aimed_at_the_innermost_thing_that_its_path_names(string route, TargetKind kind, string? value)
    {
        var operation = Good with { Route = route };
        operation.Target.ShouldBe(new TargetRule(kind, value));
        (operation with { Target = TargetRule.InBody("job_id") }).Target.BodyField.ShouldBe("job_id");
    }

    [Theory]
    [InlineData(
        "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/",
        "/api/v2/accounts/{account_id:long}/projects/{project_id:long}/"
    )]
    [InlineData(
        "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/",
        "/api/v2/accounts/{account_id:long}/repositories/"
    )]
    public void In_v2_the_path_names_a_project_only_where_it_is_the_thing_itself(string route, string older)
    {
        var twin = (Good with { Id = "things.get", Route = route, InGuide = true }).InV2("openapi-v2: Thing");
        twin.Route.ShouldBe(older);
        twin.Id.ShouldBe("things.get.v2");
        twin.Version.ShouldBe("v2");
        twin.InGuide.ShouldBeFalse();
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
