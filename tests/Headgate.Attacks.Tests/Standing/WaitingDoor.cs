using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>In front of everything that the server does: tells that a marked request has come and, if asked, holds it until its caller has left.</summary>
internal sealed class WaitingDoor : IStartupFilter
{
    /// <summary>The header of a request that is held.</summary>
    public const string Header = "X-Wait-At-The-Door";

    /// <summary>The header of a request that is only told of.</summary>
    public const string Passing = "X-Pass-The-Door";

    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the request stands at the door.</summary>
    public Task Entered => _entered.Task;

    /// <summary>Ends when the server has done all that it does with the request.</summary>
    public Task Left => _left.Task;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (http, then) =>
                {
                    if (!http.Request.Headers.ContainsKey(Header))
                    {
                        if (http.Request.Headers.ContainsKey(Passing))
                        {
                            _entered.SetResult();
                        }
                        await then(http);
                        return;
                    }
                    var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    await using var registration = http.RequestAborted.Register(gone.SetResult);
                    _entered.SetResult();
                    await gone.Task;
                    try
                    {
                        await then(http);
                    }
                    finally
                    {
                        _left.SetResult();
                    }
                }
            );
            next(app);
        };
}
