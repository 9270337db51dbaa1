using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Each field that an answer may have is filled with a thing of another project, also those that come to be declared later.</summary>
public sealed class ForeignFieldTests
{
    [Theory]
    [InlineData("jobs.get", "/jobs/1000/", "v2")]
    [InlineData("runs.get", "/runs/5000/", "v2")]
    [InlineData("projects.get", "/projects/10/", "v3")]
    [InlineData("environments.get", "/projects/10/environments/100/", "v3")]
    [InlineData("environments.get.v2", "/environments/100/", "v2")]
    public async Task No_field_carries_a_thing_of_another_project(string operation, string path, string version)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var spec = lab.Server.Services.GetRequiredService<OperationTable>().Find(operation)!.Spec;
        var known =
            path.Contains("jobs", StringComparison.Ordinal) ? lab.Upstream.Job(1000)
            : path.Contains("runs", StringComparison.Ordinal) ? lab.Upstream.Run(5000)
            : path.Contains("environments", StringComparison.Ordinal) ? lab.Upstream.Environment(100)
            : lab.Upstream.Project(10);
        var foreign =
            """{"id":2000,"account_id":70001,"project_id":20,"environment_id":200,"job_definition_id":2000,"name":"SECRET-NAME","description":"SECRET-NAME","git_branch":"SECRET-NAME"}""";
        // Steps of a run and what started it are parts of the run itself.
        var fields = spec
            .Answers.Type!.Properties.Select(p => p.Name)
            .Where(n =>
                !known.Contains($"\"{n}\":", StringComparison.Ordinal) && n is not ("run_steps" or "trigger" or "config" or "deploy_key")
            );
        foreach (var shape in (string[])[foreign, $"[{foreign}]", "2000", "[2000]"])
        {
            var more = string.Concat(fields.Select(f => $",\"{f}\":{shape}"));
            lab.Upstream.Script = r => r.Path.EndsWith(path, StringComparison.Ordinal) ? Reply.Data(known[..^1] + more + "}") : null;
            var includes = string.Join(',', spec.Includes.Select(i => $"\"{i.Name}\""));

            var answer = await lab.GetAsync(
                "reader",
                $"/api/{version}/accounts/{lab.Upstream.Account}{path}?include_related=[{Uri.EscapeDataString(includes)}]"
            );

            answer.Status.ShouldBe(200, answer.Text);
            answer.Text.ShouldNotContain("SECRET-NAME");
        }
    }
}
