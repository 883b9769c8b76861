namespace Phalanx.Native.Tests;

public sealed class HandleTableTests
{
    private readonly HandleTable _table = new();

    [Fact]
    public void Handles_are_counted_and_never_given_out_twice()
    {
        long first = _table.Add(Batch());
        _table.Destroy(first);
        long second = _table.Add(Batch());
        Assert.Equal((1, 2), (first, second));
        AssertUnknown(() => _table.Enter(first));
        AssertUnknown(() => _table.Destroy(first));
        AssertUnknown(() => _table.Enter(0));
    }

    [Fact]
    public void A_batch_is_not_destroyed_while_a_call_is_in_it()
    {
        long handle = _table.Add(Batch());
        HandleTable.Call one = _table.Enter(handle);
        HandleTable.Call other = _table.Enter(handle);
        one.Dispose();
        Assert.Equal(ErrorCode.InUse, Assert.Throws<RefusedCallException>(() => _table.Destroy(handle)).Code);
        other.Dispose();
        _table.Destroy(handle);
        AssertUnknown(() => _table.Enter(handle));
    }

    [Fact]
    public void What_is_destroyed_is_disposed_once()
    {
        StandInBatch inner = new();
        long handle = _table.Add(new OpenBatch(inner));
        _table.Destroy(handle);
        AssertUnknown(() => _table.Destroy(handle));
        Assert.Equal(1, inner.Disposals);
    }

    private static OpenBatch Batch() => Catalog.Make("matrix/qtran", null, 1);

    private static void AssertUnknown(Action action) => Assert.Equal(ErrorCode.Handle, Assert.Throws<RefusedCallException>(action).Code);
}
