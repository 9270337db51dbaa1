namespace Headgate.Bench;

/// <summary>One round: all are loaded one after the other, so that they see the same machine.</summary>
/// <param name="BareJob">A job through YARP alone.</param>
/// <param name="Job">Through the gate, all agents in turns.</param>
/// <param name="OneJob">Through the gate, one agent.</param>
/// <param name="BareList">A hundred jobs through YARP alone.</param>
/// <param name="List">Through the gate, all agents in turns.</param>
/// <param name="BareTrigger">A trigger through YARP alone.</param>
/// <param name="Trigger">Through the gate, all agents in turns: each is on the disk before it is sent on.</param>
/// <param name="BareCalm">A job through YARP alone over one connection.</param>
/// <param name="Calm">Through the gate over one connection, one agent.</param>
/// <param name="CalmAll">Through the gate over one connection, all agents in turns.</param>
internal sealed record GateRound(
    Load BareJob,
    Load Job,
    Load OneJob,
    Load BareList,
    Load List,
    Load BareTrigger,
    Load Trigger,
    Load BareCalm,
    Load Calm,
    Load CalmAll
)
{
    /// <summary>Loads each once.</summary>
    public static GateRound Measure(Uri bare, Uri gate, DemoFolder demo, IReadOnlyList<string> keys, int seconds)
    {
        var jobs = $"/api/v2/accounts/{demo.AccountId}/jobs/";
        var (job, list, trigger) = ($"{jobs}{demo.JobId}/", jobs + "?limit=100", $"{jobs}{demo.JobId}/run/");
        var (all, one) = (GateScript.Of("GET", null, keys), GateScript.Of("GET", null, keys.Take(1)));
        var post = GateScript.Of("POST", """{"cause":"benchmark"}""", keys);
        return new(
            Of(bare, job, all),
            Of(gate, job, all),
            Of(gate, job, one),
            Of(bare, list, all),
            Of(gate, list, all),
            Of(bare, trigger, post),
            Of(gate, trigger, post),
            Of(bare, job, all, 1),
            Of(gate, job, one, 1),
            Of(gate, job, all, 1)
        );

        Load Of(Uri server, string path, string script, int connections = 16) =>
            Wrk.Measure(new Uri(server, path), null, seconds, script, connections);
    }
}
