using Headgate.Catalogue;

namespace Headgate.Wire.Tests.Requests;

public sealed class QueryReaderTests
{
    [Theory]
    [InlineData("?include_related=[\"environment\",\"job\"]")]
    [InlineData("?include_related=['environment','job']")]
    [InlineData("?include_related=[environment,job]")]
    [InlineData("?include_related=environment,job")]
    [InlineData("?include_related=environment&include_related=job")]
    [InlineData("?include_related=%5B%22environment%22%2C%20%22job%22%5D")]
    [InlineData("?include_related=[\"environment\",\"job\"")]
    public void Every_form_of_a_list_is_read(string query) => Read(query).Related().Order().ShouldBe(["environment", "job"]);

    [Fact]
    public void Empty_values_count_as_absent()
    {
        var query = Read("?order_by=&project_id=&include_related=&limit=");
        query.Long("project_id").ShouldBeNull();
        query.Related().ShouldBeEmpty();
        query.Order("id", "id").ShouldBe([new OrderKey("id", false)]);
        query.Problems.ShouldBeNull();
        query.Limit.ShouldBe(100);
    }

    [Theory]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?offset=-1", "offset")]
    [InlineData("?limit=9999999999999999999999", "limit")]
    public void Paging_out_of_bounds_is_a_problem(string query, string field) =>
        ((BadRequestAnswer)Read(query).Problems!).Fields.Keys.ShouldBe([field]);

    [Fact]
    public void A_single_tenant_install_has_no_cap() =>
        new QueryReader(
            "?limit=5000",
            TestOperation.With("x", "GET", "/api/v2/x/", listed: true),
            new WireSettings { PageLimit = null }
        ).Limit.ShouldBe(5000);

    [Fact]
    public void A_range_takes_two_times_with_any_offset()
    {
        var range = Read("?created_at__range=[\"2025-01-01T02:00:00%2B02:00\", \"2025-02-01\"]").Range("created_at__range");
        range!.Value.From.ShouldBe(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        range.Value.To.ShouldBe(new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Two_keys_of_order_may_come_as_a_list() =>
        Read("?order_by=[\"-created_at\",\"id\"]").Order("id", "id", "created_at").ShouldBe([new("created_at", true), new("id", false)]);

    private static QueryReader Read(string query) =>
        new(query, TestOperation.With("x", "GET", "/api/v2/x/", listed: true), new WireSettings());
}
