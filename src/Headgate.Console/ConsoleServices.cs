using Headgate.WebConsole.Calls;
using Headgate.WebConsole.Doors;
using Headgate.WebConsole.Layout;
using Headgate.Wire;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.WebConsole;

/// <summary>Adds the console and serves its addresses.</summary>
public static class ConsoleServices
{
    /// <summary>Adds the pages and what they make their calls with. The wire is added by others.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services, ConsoleSettings settings)
    {
        services.AddSingleton(new SiteCheck(settings));
        services.AddSingleton<LiveStreams>();
        services.AddSingleton(settings);
        OidcScheme.Add(services, settings);
        services.AddHttpContextAccessor();
        services.AddSingleton<ConsoleDoor>();
        services.AddScoped<ConsoleCalls>();
        services.AddSingleton<Undo>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "headgate-form";
            forms.Cookie.HttpOnly = true;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Serves the console's addresses; others go on.</summary>
    public static IApplicationBuilder UseConsole(this IApplicationBuilder app)
    {
        var door = app.ApplicationServices.GetRequiredService<ConsoleDoor>();
        return app.MapWhen(
            http => ConsolePaths.Has(http.Request.Path),
            branch =>
            {
                branch.Use(next => http => door.InvokeAsync(http, next));
                branch.UseRouting();
                branch.UseAntiforgery();
                branch.UseEndpoints(Map);
                branch.Run(http =>
                {
                    http.Response.Redirect("/console/not-there");
                    return Task.CompletedTask;
                });
            }
        );
    }

    private static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>();
        endpoints
            .MapPost(
                "/sign-in/open",
                (HttpContext http, ConsoleCalls calls, IAntiforgery forms) => SignInDoor.SignInAsync(http, calls, forms)
            )
            .DisableAntiforgery();
        endpoints.MapGet(OidcScheme.StartPath, (HttpContext http, OidcDoor door) => door.StartAsync(http));
        endpoints.MapGet(OidcScheme.BackPath, (HttpContext http, OidcDoor door) => door.BackAsync(http));
        endpoints
            .MapPost("/sign-out", (HttpContext http, ConsoleCalls calls, IAntiforgery forms) => SignInDoor.SignOutAsync(http, calls, forms))
            .DisableAntiforgery();
        endpoints.MapGet(
            "/live/runs/{run:long}/log",
            (HttpContext http, ConsoleCalls calls, EventSender events, FileSender files, long run) =>
                LiveDoor.LogAsync(http, calls, events, files, run)
        );
        endpoints.MapGet(
            "/live/steps/{step:long}/log",
            (HttpContext http, ConsoleCalls calls, EventSender events, FileSender files, long step) =>
                LiveDoor.StepLogAsync(http, calls, events, files, step)
        );
        endpoints.MapGet("/lineage/graph", (HttpContext http, ConsoleCalls calls) => LineageDoor.SendAsync(http, calls));
        endpoints.MapGet("/lineage/svg", (HttpContext http, ConsoleCalls calls) => LineageDoor.SaveAsync(http, calls));
        endpoints.MapGet("/record/export", (HttpContext http, ConsoleCalls calls) => LiveDoor.ExportAsync(http, calls));
        endpoints.MapGet(
            "/live/record",
            (HttpContext http, ConsoleCalls calls, EventSender events, FileSender files) => LiveDoor.RecordAsync(http, calls, events, files)
        );
    }
}
