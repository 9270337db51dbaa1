using Headgate.Platform.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>Gives every request a key: the suite cannot send one.</summary>
internal sealed class AnyCaller(IServiceProvider services) : IStartupFilter
{
    private string? _token;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (http, then) =>
                {
                    var first = services.GetRequiredService<FirstAccount>();
                    _token ??= (
                        await first.AddAdminTokenAsync((await first.FindAsync(http.RequestAborted))!.Value, "suite", http.RequestAborted)
                    ).Reveal();
                    http.Request.Headers.Authorization = $"Bearer {_token}";
                    await then(http);
                }
            );
            next(app);
        };
}
