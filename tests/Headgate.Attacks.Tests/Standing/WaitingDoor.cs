using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>In front of everything that the server does: holds a marked request until its caller has left, and only then passes it on.</summary>
internal sealed class WaitingDoor : IStartupFilter
{
    public const string Header = "X-Wait-At-The-Door";

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
