namespace Phalanx.Numerics.Tests.Tensors;

public class ArenaTests
{
    [Fact]
    public void A_tensor_used_after_reset_is_a_clear_error()
    {
        var arena = new Arena<float>();
        Tensor<float> tensor = arena.Rent((2, 3));
        arena.Reset();
        Assert.Contains("after its arena was reset", Assert.Throws<InvalidOperationException>(() => tensor.Span.Length).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => tensor.Reshape(6));
    }

    [Fact]
    public void A_tensor_that_was_never_made_is_a_clear_error() =>
        Assert.Contains("never given memory", Assert.Throws<InvalidOperationException>(() => default(Tensor<float>).Span.Length).Message, StringComparison.Ordinal);

    [Fact]
    public void Tensors_do_not_overlap_and_start_on_cache_lines()
    {
        var arena = new Arena<double>();
        Tensor<double>[] tensors = [.. Enumerable.Range(1, 200).Select(i => arena.Rent((i, 37)))];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i].Span.Fill(i);
        }

        for (int i = 0; i < tensors.Length; i++)
        {
            Assert.Equal(-1, tensors[i].Span.IndexOfAnyExcept((double)i));
        }
    }

    [Fact]
    public void The_same_requests_after_a_reset_allocate_nothing()
    {
        var arena = new Arena<float>();
        int[] sizes = [1, 5000, 20_000, 3, 100_000, 64, 0, 17];
        Request();
        arena.Reset();
        long capacity = arena.Capacity;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Request();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(capacity, arena.Capacity);

        void Request()
        {
            foreach (int size in sizes)
            {
                arena.Rent(size);
            }
        }
    }

    [Fact]
    public void A_copy_of_too_few_or_too_many_elements_is_refused()
    {
        var arena = new Arena<float>();
        Assert.Equal([1, 2], arena.RentCopy(2, [1, 2]).Span.ToArray());
        Assert.Contains("3 elements, not 2", Assert.Throws<ArgumentException>(() => arena.RentCopy(3, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => arena.RentCopy(1, [1, 2]));
    }

    [Fact]
    public void Zeroed_memory_is_zero_however_it_was_used_before()
    {
        var arena = new Arena<float>();
        arena.Rent(1000).Span.Fill(1);
        arena.Reset();
        Assert.Equal(-1, arena.RentZeroed(1000).Span.IndexOfAnyExcept(0f));
    }
}
