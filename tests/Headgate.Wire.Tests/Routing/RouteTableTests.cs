using Headgate.Catalogue;

namespace Headgate.Wire.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = new([
        Entry("jobs.list", "GET", "/api/v2/accounts/{account_id:long}/jobs/"),
        Entry("jobs.get", "GET", "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/"),
        Entry("jobs.update", "POST", "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/"),
        Entry("artifacts.get", "GET", "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/artifacts/{path*}"),
        Entry("webhooks.get", "GET", "/api/v3/accounts/{account_id:long}/webhooks/subscription/{subscription_id}"),
    ]);

    [Theory]
    [InlineData("/api/v2/accounts/1/jobs/", "1")]
    [InlineData("/api/v2/accounts/1/jobs", "1")]
    [InlineData("/api/v2/accounts/1/jobs/1000/", "1,1000")]
    [InlineData("/api/v2/accounts/1/jobs/9223372036854775807", "1,9223372036854775807")]
    [InlineData("/api/v2/accounts/1/runs/7/artifacts/compiled/shop/a.sql", "1,7,compiled/shop/a.sql")]
    [InlineData("/api/v3/accounts/1/webhooks/subscription/wsu_Ab12", "1,wsu_Ab12")]
    public void A_path_gives_its_values(string path, string values)
    {
        var found = Table.Find(path);
        found.Ends.ShouldNotBeEmpty();
        string.Join(',', found.Values).ShouldBe(values);
    }

    [Theory]
    [InlineData("/api/v2/accounts/1/jobs//")]
    [InlineData("//api/v2/accounts/1/jobs/")]
    [InlineData("/api/v2/accounts//1/jobs/")]
    [InlineData("/API/V2/Accounts/1/Jobs/")]
    [InlineData("/api/v2/accounts/1/jobs/1000;project_id=20/")]
    [InlineData("/api/v2/accounts/1/")]
    [InlineData("/api/v2/accounts/1/jobs/1000/extra/")]
    [InlineData("/api/v2/accounts/1/runs/7/artifacts//etc/passwd")]
    [InlineData("/api/v2/accounts/١/jobs/")]
    [InlineData("/")]
    [InlineData("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t")]
    public void Other_spellings_lead_nowhere(string path) => Table.Find(path).Ends.ShouldBeEmpty();

    [Theory]
    [InlineData("/api/v2/accounts/-1/jobs/")]
    [InlineData("/api/v2/accounts/18446744073709551617/jobs/")]
    [InlineData("/api/v2/accounts/0001/jobs/0001000/")]
    public void Numbers_that_are_no_ids_are_told_apart(string path)
    {
        var found = Table.Find(path);
        found.Ends.ShouldBeEmpty();
        found.BadNumber.ShouldBeTrue();
    }

    private static OperationEntry Entry(string id, string method, string route) =>
        new(TestOperation.With(id, method, route), (_, _) => ValueTask.FromResult(Answer.NotFound));
}
