using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using Phalanx.Benchmarks;

ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
    .AddFilter(new SimpleFilter(benchmark => GemmBenchmarks.CanRun(benchmark.Descriptor.WorkloadMethod)));
BenchmarkSwitcher.FromAssembly(typeof(GemmBenchmarks).Assembly).Run(args, config);
