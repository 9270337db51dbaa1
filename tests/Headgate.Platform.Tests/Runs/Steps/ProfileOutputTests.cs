using Headgate.Platform.Runs.Steps;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Runs.Steps;

public sealed class ProfileOutputTests
{
    [Fact]
    public void A_reader_outside_of_runs_is_given_values_of_the_types_that_a_profile_has()
    {
        var connection = new Connection
        {
            AdapterVersion = "postgres_v0",
            Config = """{"hostname":"db.example.com","port":5433,"dbname":"books","retries":2,"ratio":0.5,"keepalive":true}""",
        };

        // Without secrets nothing is opened.
        var output = ProfileOutput.ForReading(connection, null, """{"connect_timeout":7}""", ProfileSecrets.Of(connection, null, null!));

        output["port"].ShouldBe(5433L);
        output["retries"].ShouldBe(2L);
        output["connect_timeout"].ShouldBe(7L);
        output["ratio"].ShouldBe(0.5);
        output["keepalive"].ShouldBe(true);
        output["host"].ShouldBe("db.example.com");
    }
}
