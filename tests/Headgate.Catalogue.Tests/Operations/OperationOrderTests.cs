namespace Headgate.Catalogue.Tests.Operations;

public sealed class OperationOrderTests
{
    private const string All = "/api/v3/accounts/{account_id:long}/projects/";
    private const string One = All + "{project_id:long}/";

    [Fact]
    public void Reading_stands_before_writing_lists_before_single_things_and_twins_last()
    {
        string[] expected = ["projects.list", "projects.get", "projects.create", "projects.update", "projects.delete", "projects.list.v2"];
        Operation[] declared =
        [
            Entry("projects.list", "GET", All).At("projects.list.v2", All.Replace("v3", "v2"), "none"),
            Entry("projects.delete", "DELETE", One),
            Entry("projects.update", "POST", One),
            Entry("projects.get", "GET", One),
            Entry("projects.create", "POST", All),
            Entry("projects.list", "GET", All),
        ];
        new OperationCatalogue(declared).Operations.Select(o => o.Id).ShouldBe(expected);
        new OperationCatalogue(declared.Reverse()).Operations.Select(o => o.Id).ShouldBe(expected);
    }

    private static Operation Entry(string id, string method, string route) =>
        new()
        {
            Id = id,
            Method = method,
            Route = route,
            Capability = Capabilities.Projects,
            Access = method == "GET" ? Access.Read : Access.Write,
            Permission = Permission.Read(PermissionResource.Projects),
            Suffices = ["Account Viewer"],
            Risk = "None.",
            Target = TargetRule.Account,
            Sentence = "{actor} did it",
            Summary = "It",
            Description = "It.",
            Answers = AnswerForm.Anything,
            Source = "none",
        };
}
