using System.Reflection;
using Xunit.Sdk;

namespace Phalanx.Testing;

/// <summary>
/// Tells what some tests exercise, so that another test can demand that everything there is be among it. The helper that the tests have in
/// common notes what it is given; to collect, the tests are run once more, and the helper leaves out what takes time.
/// </summary>
/// <typeparam name="T">What is noted.</typeparam>
internal sealed class Collector<T>
{
    // Of the flow that collects: the same tests run meanwhile for their own sake.
    private readonly AsyncLocal<HashSet<T>?> _collected = new();

    /// <summary>Notes what a test exercises.</summary>
    /// <returns>Whether that was all that is wanted of the test.</returns>
    public bool Note(params IEnumerable<T> exercised)
    {
        _collected.Value?.UnionWith(exercised);
        return _collected.Value is not null;
    }

    /// <summary>Everything that some tests note.</summary>
    public IReadOnlySet<T> From(IEnumerable<MethodInfo> tests) => From(() =>
    {
        foreach (MethodInfo test in tests)
        {
            Run(test);
        }
    });

    /// <summary>Everything that an action notes.</summary>
    public IReadOnlySet<T> From(Action action)
    {
        HashSet<T> collected = [];
        _collected.Value = collected;
        try
        {
            action();
            return collected;
        }
        finally
        {
            _collected.Value = null;
        }
    }

    /// <summary>Runs a test with each of its rows. One that fails does so for its own sake as well; here it notes nothing more.</summary>
    private static void Run(MethodInfo test)
    {
        IEnumerable<object[]> rows = test.GetParameters().Length == 0
            ? [[]]
            : test.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(test));
        foreach (object[] row in rows)
        {
            object? instance = test.IsStatic ? null : Activator.CreateInstance(test.DeclaringType!);
            try
            {
                test.Invoke(instance, row);
            }
            catch (TargetInvocationException)
            {
            }

            (instance as IDisposable)?.Dispose();
        }
    }
}
