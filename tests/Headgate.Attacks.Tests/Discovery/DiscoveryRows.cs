using System.IO.Compression;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Discovery;

/// <summary>Puts models into environments of the standing data, as if runs had left them.</summary>
internal static class DiscoveryRows
{
    /// <summary>The canary of project 20.</summary>
    public const string Secret = "salaries_of_payroll";

    /// <summary>A model in environment 100, and the canary in environment 200; once.</summary>
    public static async Task AddAsync(StandingServer server)
    {
        await using var db = server.Database();
        if (!await db.MetadataEnvironments.AnyAsync(e => e.EnvironmentId == 100))
        {
            await AddAsync(db, 10, 100, "orders");
            await AddAsync(db, 20, 200, Secret);
        }
    }

    private static async Task AddAsync(Store.HeadgateDb db, long project, long environment, string model)
    {
        db.Add(
            new MetadataEnvironment
            {
                AccountId = 1,
                ProjectId = project,
                EnvironmentId = environment,
                Version = 1,
                DbtProjectName = model,
            }
        );
        var definition = new MetadataDefinition
        {
            AccountId = 1,
            EnvironmentId = environment,
            UniqueId = $"model.shop.{model}",
            Digest = model,
            Outline = $$"""{"id":"model.shop.{{model}}","type":"model","name":"{{model}}"}""",
            Body = Pack($$"""{"raw_code":"select 1 as {{model}}"}"""),
        };
        db.Add(definition);
        await db.SaveChangesAsync();
        db.Add(
            new MetadataNode
            {
                AccountId = 1,
                EnvironmentId = environment,
                UniqueId = definition.UniqueId,
                DefinitionId = definition.Id,
                AppliedId = definition.Id,
            }
        );
        await db.SaveChangesAsync();
    }

    private static byte[] Pack(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var packed = new byte[bytes.Length + 100];
        BrotliEncoder.TryCompress(bytes, packed, out var length).ShouldBeTrue();
        return [.. BitConverter.GetBytes(bytes.Length), .. packed.AsSpan(0, length)];
    }
}
