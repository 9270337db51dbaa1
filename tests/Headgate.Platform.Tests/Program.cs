using Headgate.Platform.Tests.Runs.Recovery;

// The tests; or, for those about kills, the server or the runner that is killed.
return args switch
{
    [RecoveryPrograms.Server, var executor, var data, var postgres, var dbt] => await RecoveryPrograms.ServeAsync(
        executor,
        data,
        postgres,
        dbt
    ),
    [RecoveryPrograms.Runner, var folder, var data, var postgres, var dbt, var run] => await RecoveryPrograms.RunAsync(
        folder,
        data,
        postgres,
        dbt,
        run
    ),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
