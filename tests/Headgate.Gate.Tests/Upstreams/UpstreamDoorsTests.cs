using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Upstreams;

/// <summary>The hosts of dbt's other doors follow from an account's address, as dbt documents them.</summary>
public sealed class UpstreamDoorsTests
{
    [Theory]
    [Attack("UPS-22")]
    [InlineData(
        "https://cloud.getdbt.com",
        "https://metadata.cloud.getdbt.com/graphql",
        "https://semantic-layer.cloud.getdbt.com/api/graphql"
    )]
    [InlineData("https://emea.dbt.com", "https://metadata.emea.dbt.com/graphql", "https://semantic-layer.emea.dbt.com/api/graphql")]
    [InlineData(
        "https://ab123.us1.dbt.com",
        "https://ab123.metadata.us1.dbt.com/graphql",
        "https://ab123.semantic-layer.us1.dbt.com/api/graphql"
    )]
    [InlineData(
        "https://acme.getdbt.com",
        "https://metadata.acme.getdbt.com/graphql",
        "https://semantic-layer.acme.getdbt.com/api/graphql"
    )]
    [InlineData(
        "https://gate.example.com",
        "https://gate.example.com/metadata/graphql",
        "https://gate.example.com/semantic-layer/api/graphql"
    )]
    [InlineData("http://127.0.0.1:8611", "http://127.0.0.1:8611/metadata/graphql", "http://127.0.0.1:8611/semantic-layer/api/graphql")]
    public void A_door_has_the_host_that_dbt_documents(string account, string discovery, string semanticLayer)
    {
        var upstream = new KnownUpstream
        {
            Id = 1,
            Name = "prod",
            HomeAccountId = 1,
            AccountId = 70001,
            BaseAddress = account,
            Token = new Secret("dbtc_0123456789"),
            Timeout = TimeSpan.FromSeconds(1),
            Version = 1,
        };

        Address(DocumentDoor.Discovery).ShouldBe(discovery);
        Address(DocumentDoor.SemanticLayer).ShouldBe(semanticLayer);

        string Address(DocumentDoor door) => UpstreamDoors.HostOf(upstream, door) + UpstreamDoors.PathOf(upstream, door);
    }
}
