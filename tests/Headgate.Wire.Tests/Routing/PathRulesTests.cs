using Headgate.Catalogue;

namespace Headgate.Wire.Tests.Routing;

public sealed class PathRulesTests
{
    [Theory]
    [InlineData("/api/v2/accounts/1/jobs/1000/%2e%2e/2000/", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/1000%2f..%2f2000/", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/..%5c2000/", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/%c0%ae%c0%ae/2000/", Reason.BadEncoding)]
    [InlineData("/api/v2/accounts/1/jobs/%ff%fe/", Reason.BadEncoding)]
    [InlineData("/api/v2/accounts/1/jobs/1000%00/", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/%0d%0a", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/%7f", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/%zz", Reason.BadPath)]
    [InlineData("/api/v2/accounts/1/jobs/%2", Reason.BadPath)]
    [InlineData("/api/v2/\taccounts/1/", Reason.BadPath)]
    [InlineData("http://evil/api/v2/accounts/1/", Reason.BadPath)]
    [InlineData("*", Reason.BadPath)]
    [InlineData("", Reason.BadPath)]
    public void Paths_that_mean_two_things_are_refused(string target, Reason expected) =>
        PathRules.Check(target, 8192).Refusal.ShouldBe(expected);

    [Theory]
    [InlineData("/api/v2/accounts/1/jobs/1000/?/../../2000/", "/api/v2/accounts/1/jobs/1000/")]
    [InlineData("/api/v2/a%20b/", "/api/v2/a b/")]
    [InlineData("/api/v2/a%252fb/", "/api/v2/a%2fb/")]
    [InlineData("/api/v2/caf%C3%A9/", "/api/v2/café/")]
    public void Others_are_decoded_exactly_once(string target, string path) =>
        PathRules.Check(target, 8192).ShouldBe(new PathVerdict(path, null));

    [Fact]
    public void A_path_over_the_limit_is_refused() =>
        PathRules.Check("/" + new string('a', 8192), 8192).Refusal.ShouldBe(Reason.PathTooLong);
}
