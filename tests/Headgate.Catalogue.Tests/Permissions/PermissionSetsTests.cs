namespace Headgate.Catalogue.Tests.Permissions;

public sealed class PermissionSetsTests
{
    [Fact]
    public void There_are_31_sets_and_metadata_only_reads_nothing_but_metadata()
    {
        PermissionSets.All.Count.ShouldBe(31);
        var set = PermissionSets.Find("metadata_only")!;
        var held = Enum.GetValues<PermissionResource>().Where(r => set[r] != PermissionLevel.None);
        held.ShouldBe([PermissionResource.PublicModels, PermissionResource.MetadataGraphql], ignoreOrder: true);
    }

    [Fact]
    public void Levels_are_those_of_the_table()
    {
        PermissionSets.Find("job_runner")![PermissionResource.Jobs].ShouldBe(PermissionLevel.Read);
        PermissionSets.Find("job_runner")![PermissionResource.Runs].ShouldBe(PermissionLevel.Write);
        PermissionSets.Find("analyst")![PermissionResource.Runs].ShouldBe(PermissionLevel.WriteInOpenEnvironments);
        PermissionSets.Find("security_admin")![PermissionResource.ServiceTokens].ShouldBe(PermissionLevel.Read);
        PermissionSets.Find("scim_only")!.OnTokens.ShouldBeFalse();
        PermissionSets.Find("owner")!.Reach.ShouldBe(PermissionReach.Account);
    }

    [Fact]
    public void Secrets_print_as_stars_everywhere()
    {
        var secret = new Secret("hush-hush-7");
        secret.ToString().ShouldBe("***");
        $"{secret}".ShouldBe("***");
        System.Text.Json.JsonSerializer.Serialize(new { secret }).ShouldNotContain("hush");
        new Secret("hush-hush-7").ShouldBe(secret);
    }
}
