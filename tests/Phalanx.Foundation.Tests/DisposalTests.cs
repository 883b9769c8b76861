namespace Phalanx.Foundation.Tests;

public sealed class DisposalTests
{
    [Fact]
    public void All_things_are_disposed_in_their_order_and_the_first_failure_is_thrown()
    {
        List<string> disposed = [];
        object?[] things = [new TrackedDisposable("a", disposed), null, "no disposable", new TrackedDisposable("b", disposed, fails: true), new TrackedDisposable("c", disposed, fails: true)];

        Assert.Equal("b", Assert.Throws<InvalidOperationException>(() => Disposal.OfAll(things)).Message);
        Assert.Equal(["a", "b", "c"], disposed);
    }

    [Fact]
    public void A_disposal_after_a_failure_throws_no_second_one()
    {
        List<string> disposed = [];
        Disposal.AfterFailure(new TrackedDisposable("a", disposed, fails: true));
        Assert.Equal(["a"], disposed);
    }

    private sealed class TrackedDisposable(string name, List<string> disposed, bool fails = false) : IDisposable
    {
        public void Dispose()
        {
            disposed.Add(name);
            if (fails)
            {
                throw new InvalidOperationException(name);
            }
        }
    }
}
