using Headgate.Metadata.Columns;
using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>The process that binds: what becomes of a query when it ends, and what it is given. Programs of some lines stand in for it.</summary>
public sealed class BindingProcessTests
{
    private static readonly BindRequest Request = new("select 1", []);

    [Fact]
    public async Task An_answer_is_a_line()
    {
        await using var binding = Shell("while read line; do echo '{\"Why\":\"so\"}'; done");
        (await BindAsync(binding)).Why.ShouldBe("so");
        (await BindAsync(binding)).Why.ShouldBe("so");
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_told_of_and_the_next_is_bound()
    {
        var folder = Directory.CreateTempSubdirectory("headgate-binding");
        try
        {
            await using var binding = Shell(
                $"read line; if [ -e {folder.FullName}/second ]; then echo '{{\"Why\":\"so\"}}'; read line; fi; touch {folder.FullName}/second; exit 3"
            );
            (await BindAsync(binding)).Why.ShouldBe("binding it took longer than 10 seconds");
            (await BindAsync(binding)).Why.ShouldBe("so");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_query_that_ends_the_binder_is_told_of()
    {
        await using var binding = Shell("read line; kill -SEGV $$");
        (await BindAsync(binding)).Why.ShouldBe("it made the binder end");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_no_fault_of_the_query()
    {
        await using var binding = new BindingProcess(["/nowhere/headgate", "column-binder"]);
        var failure = await Should.ThrowAsync<BindingException>(async () => await BindAsync(binding));
        failure.Message.ShouldContain("cannot be started");
    }

    [Fact]
    public async Task It_has_nothing_of_the_environment_of_the_server()
    {
        Environment.SetEnvironmentVariable("HEADGATE_TEST_SECRET", "secret");
        await using var binding = Shell("read line; echo \"{\\\"Why\\\":\\\"secret is '$HEADGATE_TEST_SECRET'\\\"}\"; read line");
        (await BindAsync(binding)).Why.ShouldBe("secret is ''");
    }

    private static BindingProcess Shell(string script) => new(["/bin/sh", "-c", script]);

    private static async Task<QueryColumns> BindAsync(BindingProcess binding) => await binding.BindAsync(Request, MetadataLab.Cancellation);
}
