using CrmWeb.Benchmarks;

if (args.Contains("--help"))
{
    Console.WriteLine(BenchmarkOptions.Usage);
    return 0;
}

var options = BenchmarkOptions.Read(args);
await using var program = new PublishedProgram(options);
await program.PrepareAsync();
using var benchmark = new Benchmark(options, program);
var findings = await benchmark.RunAsync();
await program.StopAsync();

var section = Report.Section(options, findings);
Console.WriteLine(section);
if (options.Report is { } file)
    await File.WriteAllTextAsync(file, Report.Replace(await File.ReadAllTextAsync(file), options.Database, section));
return 0;
